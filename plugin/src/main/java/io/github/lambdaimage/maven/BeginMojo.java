package io.github.lambdaimage.maven;

import io.github.lambdaimage.base.PendingBase;
import io.github.lambdaimage.copy.ImageFiles;
import io.github.lambdaimage.image.ImageAssembler;
import io.github.lambdaimage.image.ImageAssembler.BasePolicy;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.ImageName;
import io.github.lambdaimage.registry.PushTarget;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Starts work that can go on while the project is compiled. The goals {@code build}, {@code push}
 * and others run it before they compile; it is of no use by itself.
 */
@Mojo(name = "begin", threadSafe = true)
public class BeginMojo extends PushNoForkMojo {

  /** Whether the image will be published; set by the lifecycle of the goal that runs this one. */
  @Parameter(defaultValue = "false")
  private boolean publishes;

  /** Whether the image keeps the base of the previous build; set by the lifecycle too. */
  @Parameter(defaultValue = "false")
  private boolean keepsBase;

  @Override
  public void execute() throws MojoFailureException {
    boolean expected =
        FunctionModule.isExpected(
            project.getPackaging(),
            MavenTools.isReactor(session),
            handler != null || (!entrypoint.isEmpty() && OwnPom.sets(project, "entrypoint")),
            outputDirectory.isDirectory());
    if (expected && !skip) {
      refuseOffline();
      try {
        HeldLock.hold(session, project, directory(), getLog()::info);
      } catch (LambdaImageException e) {
        // The goal that follows waits for the lock, and says why it cannot get it.
        getLog().debug(e.getMessage());
      }
      // Maven changes the project while the thread works: read what it may change before that.
      List<String> sourceRoots = List.copyOf(project.getCompileSourceRoots());
      Begun.start(session, project, () -> begin(sourceRoots));
    }
  }

  /** Refuses a push with {@code -o} before anything is compiled in vain. */
  private void refuseOffline() throws MojoFailureException {
    try {
      if (publishes) {
        OfflineMode.expectForPush(session);
      }
    } catch (LambdaImageException e) {
      throw new MojoFailureException(e.getMessage());
    }
  }

  /** Ignores failures: the goal that follows meets them again, and reports them. */
  private Begun begin(List<String> sourceRoots) throws LambdaImageException {
    GoalContext context = context(Console.of(session, getLog()), Begun.NOTHING);
    String targetKey = "";
    PushTarget target = null;
    if (publishes) {
      PushRequest request = pushRequest(context.access().aws());
      targetKey = request.key();
      target = context.connect(request);
    }
    try {
      BuildRequest image = buildRequest();
      beginCopies(image, context);
      ImageName from =
          new ProjectFunction(
                  image, project, context.maven(), context.build(), new Remarks(remark -> {}))
              .knownBase();
      if (from != null) {
        return new Begun(
            Begun.baseKey(from, image.architecture(), policy()),
            base(from, image, context, sourceRoots),
            targetKey,
            target);
      }
    } catch (LambdaImageException e) {
      // The connections are of use all the same.
    }
    return new Begun("", null, targetKey, target);
  }

  private void beginCopies(BuildRequest image, GoalContext context) {
    List<ImageFiles> wanted = image.contents().imageFiles();
    if (!wanted.isEmpty()) {
      ImageAssembler assembler = context.assembler();
      context
          .connections()
          .otherImages()
          .begin(wanted, name -> assembler.recorded(name, image.outputDirectory(), policy()));
    }
  }

  private PendingBase base(
      ImageName from, BuildRequest image, GoalContext context, List<String> sourceRoots) {
    PendingBase base =
        context.assembler().begin(from, image.architecture(), image.outputDirectory(), policy());
    if (ChangedSources.since(image.outputDirectory(), sourceRoots)) {
      // The image will be built again: read what it is made from while the compiler works.
      base.loadAhead();
    }
    return base;
  }

  private BasePolicy policy() {
    return keepsBase ? BasePolicy.RECORDED : BasePolicy.CURRENT;
  }
}
