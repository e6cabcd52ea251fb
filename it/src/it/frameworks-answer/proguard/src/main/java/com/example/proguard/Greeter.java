package com.example.proguard;

class Greeter {

  String greet(String name) {
    return "ProGuard greets " + name;
  }
}
