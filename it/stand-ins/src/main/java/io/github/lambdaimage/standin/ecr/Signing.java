package io.github.lambdaimage.standin.ecr;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How ECR signs what is pushed.
 *
 * @param states what it says of an image, one after the other; the last one stays
 * @param failure what it says of a failure
 */
record Signing(List<String> states, String failure, Map<String, Integer> asked) {

  private static final String PROFILE =
      "arn:aws:signer:eu-central-1:123456789012:/signing-profiles/functions";

  static Signing of(List<String> states, String failure) {
    return new Signing(new ArrayList<>(states), failure, new ConcurrentHashMap<>());
  }

  ObjectNode describe(ApiCall call) {
    String digest = call.body().at("/imageId/imageDigest").asText();
    ObjectNode answer =
        JsonNodeFactory.instance
            .objectNode()
            .put("repositoryName", call.text("repositoryName"))
            .put("registryId", Account.USUAL.id());
    answer.set("imageId", call.body().path("imageId"));
    ArrayNode statuses = answer.putArray("signingStatuses");
    if (!states.isEmpty()) {
      int number = asked.merge(digest, 1, Integer::sum);
      String state = states.get(Math.min(number, states.size()) - 1);
      ObjectNode status =
          statuses.addObject().put("signingProfileArn", PROFILE).put("status", state);
      if (state.equals("FAILED")) {
        status.put("failureCode", "AccessDeniedException").put("failureReason", failure);
      }
    }
    return answer;
  }
}
