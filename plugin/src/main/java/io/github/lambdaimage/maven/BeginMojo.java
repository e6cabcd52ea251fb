package io.github.lambdaimage.maven;

import io.github.lambdaimage.base.PendingBase;
import io.github.lambdaimage.image.ImageAssembler;
import io.github.lambdaimage.image.ImageAssembler.BasePolicy;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.ImageName;
import java.time.Clock;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Starts what can go on while the project is compiled. The goals {@code build}, {@code push} and so
 * on run it before they compile; by itself it is of no use.
 */
@Mojo(name = "begin", threadSafe = true)
public class BeginMojo extends PushNoForkMojo {

  /** Whether the image will be published; set by the lifecycle of the goal that runs this one. */
  @Parameter(defaultValue = "false")
  private boolean publishes;

  @Override
  public void execute() {
    boolean expected =
        FunctionModule.isExpected(
            project.getPackaging(),
            session.getAllProjects().size() > 1,
            handler != null,
            outputDirectory.isDirectory());
    if (expected && !skip) {
      Begun.start(session, project, this::begin);
    }
  }

  /** Whatever fails here, the goal that comes after will meet again, and say so. */
  private Begun begin() throws LambdaImageException {
    GoalContext context = context(Console.of(session, getLog()), Begun.NOTHING);
    var dependencies = context.build().dependencies(project);
    PushRequest request = publishes ? pushRequest(context) : null;
    PushTarget target = request == null ? null : context.connect(request);
    BuildRequest image = buildRequest();
    ImageName from = new ProjectFunction(image, project, context.maven(), context.build()).from();
    BasePolicy policy = publishes ? BasePolicy.RECORDED : BasePolicy.CURRENT;
    PendingBase base =
        new ImageAssembler(
                context.connections().bases(),
                context.connections().baseContents(),
                context.build().cache(),
                Clock.systemUTC())
            .begin(from, image.architecture(), image.outputDirectory(), policy);
    if (ChangedSources.since(image.outputDirectory(), project)) {
      // The image will be made anew: what it is made from is read while the compiler works.
      var unused = base.image().get();
    }
    dependencies.get();
    return new Begun(
        Begun.baseKey(from, image.architecture(), policy),
        base,
        request == null ? "" : request.key(),
        target);
  }
}
