package com.example.kotlin

import com.amazonaws.services.lambda.runtime.Context
import com.amazonaws.services.lambda.runtime.RequestHandler

class Greeting : RequestHandler<Map<String, String>, String> {
    override fun handleRequest(event: Map<String, String>, context: Context): String =
        "Kotlin greets ${event["name"]}"
}
