package com.example.scala

import com.amazonaws.services.lambda.runtime.{Context, RequestHandler}

class Greeting extends RequestHandler[java.util.Map[String, String], String] {
  override def handleRequest(event: java.util.Map[String, String], context: Context): String =
    s"Scala greets ${event.get("name")}"
}
