package com.example;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import java.net.Socket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Does what the event says. */
public class Acts {

  public Object handle(Map<String, Object> event, Context context) throws Exception {
    String act = String.valueOf(event.get("act"));
    switch (act) {
      case "context":
        return told(context);
      case "environment":
        return System.getenv(String.valueOf(event.get("name")));
      case "print":
        System.out.println("printed by the function");
        System.err.println("and to the other stream");
        return "printed";
      case "noise":
        for (int line = 0; line < 2000; line++) {
          System.out.println("line " + line + " of what nobody reads");
        }
        return "noisy";
      case "throw":
        throw new IllegalStateException("No order");
      case "throw-with-cause":
        throw new IllegalStateException("No order", new java.io.IOException("the cause"));
      case "throw-checked":
        throw new Exception("größer 日本");
      case "throw-without-message":
        throw new NullPointerException();
      case "throw-error":
        throw new AssertionError("wrong");
      case "overflow":
        return deeper(0);
      case "out-of-memory":
        return new long[Integer.MAX_VALUE / 8].length;
      case "exit":
        System.exit((Integer) event.get("code"));
        return null;
      case "halt":
        Runtime.getRuntime().halt((Integer) event.get("code"));
        return null;
      case "signal":
        String pid = Long.toString(ProcessHandle.current().pid());
        // By the shell, which every base has; the program is in few.
        new ProcessBuilder("sh", "-c", "kill -" + event.get("name") + " " + pid).start().waitFor();
        new CountDownLatch(1).await();
        return null;
      case "sleep":
        new CountDownLatch(1).await();
        return null;
      case "large":
        return "x".repeat((Integer) event.get("bytes") - 2);
      case "error-document":
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("errorType", "none");
        document.put("errorMessage", "this is a response");
        return document;
      case "null":
        return null;
      case "unwritable":
        return new Object() {
          public String getValue() {
            throw new IllegalStateException("cannot be read");
          }
        };
      case "wait":
        String api = System.getenv("AWS_LAMBDA_RUNTIME_API");
        int port = Integer.parseInt(System.getenv("BATTERY_GATE"));
        try (Socket gate = new Socket(api.substring(0, api.lastIndexOf(':')), port)) {
          gate.getInputStream().read();
        }
        return "waited";
      default:
        return "done";
    }
  }

  private static int deeper(int depth) {
    return deeper(depth + 1) + 1;
  }

  private static Map<String, Object> told(Context context) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("name", context.getFunctionName());
    told.put("version", context.getFunctionVersion());
    told.put("memory", context.getMemoryLimitInMB());
    told.put("arn", context.getInvokedFunctionArn());
    told.put("requestId", context.getAwsRequestId());
    told.put("log", context.getLogGroupName() + " " + context.getLogStreamName());
    told.put("inTime", context.getRemainingTimeInMillis() > 0);
    told.put("trace", context.getXrayTraceId());
    told.put("tenant", context.getTenantId());
    ClientContext client = context.getClientContext();
    told.put("client", client == null ? null : client.getCustom());
    CognitoIdentity identity = context.getIdentity();
    told.put(
        "identity",
        identity == null ? null : identity.getIdentityId() + " " + identity.getIdentityPoolId());
    return told;
  }
}
