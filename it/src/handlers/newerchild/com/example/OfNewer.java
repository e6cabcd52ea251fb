package com.example;

/** Compiled for the runtime, unlike its superclass. */
public class OfNewer extends Newer {}
