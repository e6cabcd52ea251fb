package io.github.lambdaimage.standin.registry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** An error in the form that the OCI distribution specification gives to errors. */
public final class RegistryException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  public RegistryException(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  public Response response() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.putArray("errors").addObject().put("code", code).put("message", getMessage());
    return Response.of(status).json(json.toString());
  }
}
