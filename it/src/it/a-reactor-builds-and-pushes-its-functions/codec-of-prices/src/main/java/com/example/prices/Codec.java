package com.example.prices;

public class Codec {}
