package com.example;

import java.util.Map;

public class Greeting extends Base<Map<String, String>> {}
