package com.example.orders;

public class Codec {}
