package com.example.micronaut;

import jakarta.inject.Singleton;

@Singleton
public class Greeter {

  String greet(String name) {
    return "Micronaut greets " + name;
  }
}
