package io.github.lambdaimage.check;

import io.github.lambdaimage.check.GenericParents.Parent;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The type arguments of a class for {@code RequestHandler<I, O>}, found as the runtime finds them:
 * the first parameterized interface that is a {@code RequestHandler} counts, breadth first.
 */
final class RequestHandlerTypes {

  static final String REQUEST_HANDLER = "com/amazonaws/services/lambda/runtime/RequestHandler";

  private static final String VARIABLE = "T";

  private final TaskRoot taskRoot;

  /**
   * A class on the way up.
   *
   * @param arguments of its type variables, or {@code null} if they are not known
   */
  private record Step(ClassFile type, GenericParents parents, @Nullable List<String> arguments) {

    String resolve(String argument) {
      int index =
          argument.startsWith(VARIABLE) ? parents.variables().indexOf(argument.substring(1)) : -1;
      return index < 0 || arguments == null ? argument : arguments.get(index);
    }
  }

  RequestHandlerTypes(TaskRoot taskRoot) {
    this.taskRoot = taskRoot;
  }

  /** Why the runtime cannot determine the type of the event or the response; empty if it can. */
  Optional<String> problem(ClassFile handler) throws LambdaImageException {
    List<String> arguments = arguments(handler);
    if (arguments == null) {
      return Optional.of("it implements RequestHandler without type parameters");
    }
    if (arguments.size() != 2) {
      return Optional.of(
          "it implements RequestHandler by an interface with %s type parameters, where the runtime wants two: the event's and the answer's"
              .formatted(arguments.size()));
    }
    Map<String, Boolean> bounded = GenericParents.of(handler).bounded();
    for (String argument : arguments) {
      if (argument.startsWith(VARIABLE)
          && !bounded.getOrDefault(
              argument.substring(1), boundedAbove(handler, argument, new HashSet<>()))) {
        return Optional.of(
            "its type variable '%s' says nothing of the type".formatted(argument.substring(1)));
      }
    }
    return Optional.empty();
  }

  /**
   * Whether the variable is declared with a bound further up, where a raw class ends the search.
   */
  private boolean boundedAbove(ClassFile handler, String argument, Set<String> seen)
      throws LambdaImageException {
    for (String parent : handler.parents()) {
      Optional<ClassFile> found = seen.add(parent) ? taskRoot.find(parent) : Optional.empty();
      if (found.isPresent()
          && (GenericParents.of(found.get()).bounded().getOrDefault(argument.substring(1), false)
              || boundedAbove(found.get(), argument, seen))) {
        return true;
      }
    }
    return false;
  }

  private @Nullable List<String> arguments(ClassFile handler) throws LambdaImageException {
    Deque<Step> queue = new ArrayDeque<>();
    // Interfaces that extend each other would loop forever.
    Set<String> seen = new HashSet<>();
    queue.add(new Step(handler, GenericParents.of(handler), null));
    while (!queue.isEmpty()) {
      Step step = queue.remove();
      for (Parent parent : step.parents().interfaces()) {
        List<String> resolved = resolved(parent, step);
        if (resolved != null && isRequestHandler(parent.name())) {
          return resolved;
        }
        if (seen.add(parent.name() + resolved)) {
          enqueue(parent.name(), resolved, queue);
        }
      }
      if (step.type().superName() != null) {
        Parent superclass = step.parents().superclass();
        List<String> resolved = resolved(superclass, step);
        if (seen.add(superclass.name() + resolved)) {
          enqueue(superclass.name(), resolved, queue);
        }
      }
    }
    return null;
  }

  private static @Nullable List<String> resolved(Parent parent, Step step) {
    if (parent.arguments() == null) {
      return null;
    }
    List<String> resolved = new ArrayList<>();
    parent.arguments().forEach(argument -> resolved.add(step.resolve(argument)));
    return resolved;
  }

  private boolean isRequestHandler(String name) throws LambdaImageException {
    if (name.equals(REQUEST_HANDLER)) {
      return true;
    }
    Optional<ClassFile> found = taskRoot.find(name);
    return found.isPresent() && Hierarchy.of(found.get(), taskRoot).contains(REQUEST_HANDLER);
  }

  private void enqueue(String name, @Nullable List<String> arguments, Deque<Step> queue)
      throws LambdaImageException {
    Optional<ClassFile> found = taskRoot.find(name);
    if (found.isPresent()) {
      queue.add(new Step(found.get(), GenericParents.of(found.get()), arguments));
    }
  }
}
