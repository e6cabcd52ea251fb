package com.example.quarkus;

import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
public class Greeter {

  String greet(String name) {
    return "Quarkus greets " + name;
  }
}
