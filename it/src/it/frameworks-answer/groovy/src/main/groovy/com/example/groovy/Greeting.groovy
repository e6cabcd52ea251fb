package com.example.groovy

import com.amazonaws.services.lambda.runtime.Context
import com.amazonaws.services.lambda.runtime.RequestHandler

class Greeting implements RequestHandler<Map<String, String>, String> {

    @Override
    String handleRequest(Map<String, String> event, Context context) {
        "Groovy greets ${event.name}"
    }
}
