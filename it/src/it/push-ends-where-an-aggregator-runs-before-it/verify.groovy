import io.github.lambdaimage.it.maven.ItProject
import io.github.lambdaimage.it.maven.RunningMaven
import java.time.Duration

try (ItProject project = ItProject.of(context)) {
    // In a parallel build Maven runs an aggregator alone: a goal that ran one while it runs itself would wait for ever.
    def arguments = project.completed('-T', '2', 'lambda-image:push')
    try (def push = RunningMaven.start(project.child(), project.file('.'), arguments)) {
        assert push.succeedsWithin(Duration.ofMinutes(3))
        assert push.lines().any { it.contains('install-file (before-the-classes)') }
        assert project.image('1.0').digest() == project.imageJson().get('digest').asText()
    }
}
return true
