import io.github.lambdaimage.it.maven.ItProject
import io.github.lambdaimage.standin.image.LambdaRules
import io.github.lambdaimage.standin.image.MediaTypes

try (ItProject project = ItProject.of(context)) {
    def json = project.imageJson()
    def image = project.image('1.0')

    // The registry has what build wrote.
    assert image.digest() == json.get('digest').asText()
    assert image.manifest().at('/config/digest').asText() == json.get('imageId').asText()
    assert image.mediaType() == MediaTypes.DOCKER.manifest()
    assert json.get('imageUri').asText() == "${project.destination()}@${image.digest()}"
    assert json.get('tags').toString() == '["1.0"]'

    // It is an image that Lambda runs.
    assert LambdaRules.violations(image) == []
    assert image.config().get('architecture').asText() == 'arm64'
    assert image.config('Cmd').toString() == '["com.example.Greeting::handleRequest"]'
    assert image.config('Entrypoint').toString() == '["/lambda-entrypoint.sh"]'

    // The base's six layers, then the function's own.
    assert image.layers().size() == 9
    assert image.layers().drop(6)*.paths() == [
        ['var/task/lib/jspecify-1.0.0.jar'],
        ['var/task/greeting.json'],
        ['var/task/com/example/Greeting.class'],
    ]
    assert json.get('layers')*.get('name')*.asText() == ['dependencies', 'resources', 'classes']
    assert image.text('var/task/greeting.json') == '{"greeting": "Hello"}\n'

    // What the moving tag stands for now, ready to paste.
    // Of such notes the first image says one, and push does not say it again.
    def pinned = "<from>${project.base()}@${json.at('/base/digest').asText()}</from>"
    assert json.get('checks').collectMany { it.get('notes')*.asText() }.any { it.contains(pinned) }
    assert project.log().count { it.startsWith('[INFO] Note: ') } == 1

    // Who wants no startup cache loads nothing of it, neither for a new image nor for the same.
    def classes = project.file('classes.log')
    def watched = project.child().withEnvironment('MAVEN_OPTS', "-Xlog:class+load:file=${classes}".toString())
    project.file('target/lambda-image').toFile().deleteDir()
    ['Built', 'Up to date:'].each { said ->
        def build = project.maven(watched, project.file('.'), 'lambda-image:build')
        assert build.isSuccess() && build.says(said)
        def loaded = classes.toFile().readLines().findAll { it.contains('io.github.lambdaimage.') }
        assert loaded != [] && loaded.findAll { it.contains('.startup.') || it.contains('.image.Startup') } == []
    }

    // No layer of the base was ever downloaded: their last bytes tell how large they are.
    assert project.registry().requests('GET', '/v2/lambda/java/blobs/.*').count { it.status() == 200 } <= 2
}
return true
