package com.example.web;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@SpringBootApplication
@RestController
public class Application {

  @PostMapping("/orders")
  String order(@RequestBody String order) {
    return "serverless-java-container takes " + order;
  }
}
