import io.github.lambdaimage.it.maven.ItProject
import java.nio.file.Files

try (ItProject project = ItProject.of(context)) {
    def built = project.imageJson()

    // A fresh checkout, the same local repository, no network.
    def fresh = project.copyTo('fresh', 'pom.xml', 'src')
    project.registry().forgetRequests()
    assert project.maven(project.child(), fresh, '-o', 'lambda-image:build').isSuccess()
    assert project.imageJson('fresh').get('digest') == built.get('digest')
    assert project.imageJson('fresh').get('layers')*.get('cached')*.asBoolean() == [true, true]

    // A local repository where no image was ever built.
    def never = project.copyTo('never', 'pom.xml', 'src')
    def empty = project.child().withEmptyCache(project.file('empty-repository'))
    def result = project.maven(empty, never, '-o', 'lambda-image:build')
    assert !result.isSuccess()
    def message = result.log().find { it.startsWith('[ERROR] Failed to execute goal') }
    assert message.contains("Maven is offline, and what the tag of the base image '${project.base()}' " +
        "stands for is not in the cache.")
    assert message.contains("Build once without '-o'.")
    assert !Files.exists(never.resolve('target/lambda-image/index.json'))

    // A push needs the registry: said before anything is compiled, and before anybody is asked.
    def push = project.copyTo('push', 'pom.xml', 'src')
    def refused = { java.nio.file.Path folder, String goal ->
        def pushed = project.maven(project.child(), folder, '-o', goal)
        assert !pushed.isSuccess()
        assert pushed.log().find { it.startsWith('[ERROR] Failed to execute goal') }
            .contains("Maven is offline, and a push needs the registry. Run it without '-o'")
    }
    refused(push, 'lambda-image:push')
    assert !Files.exists(push.resolve('target/classes'))
    refused(fresh, 'lambda-image:push-no-fork')
    refused(fresh, 'lambda-image:push-prebuilt')

    assert project.registry().requests().isEmpty()
}
return true
