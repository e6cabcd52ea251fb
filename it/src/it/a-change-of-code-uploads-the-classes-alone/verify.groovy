import io.github.lambdaimage.it.maven.ItProject
import io.github.lambdaimage.standin.image.LambdaBase

try (ItProject project = ItProject.of(context)) {
    def registry = project.registry()
    def before = project.image('1.0')
    def baseDigest = project.imageJson().at('/base/digest').asText()

    // The code changes, and meanwhile AWS moves the base's tag.
    def source = project.file('src/main/java/com/example/Greeting.java').toFile()
    source.text = source.text.replace('Hello', 'Good morning')
    def moved = LambdaBase.java(17).released('2026.02.02').putIndex(registry.repository(ItProject.BASE), '17.al2023')
    registry.forgetRequests()
    def push = project.maven('lambda-image:push')
    assert push.isSuccess()

    // The classes, the config and the manifest are sent, and nothing else.
    def after = project.image('1.0')
    def classes = after.layers().last()
    assert classes.paths() == ['var/task/com/example/Greeting.class']
    assert registry.requests('PUT', '/v2/function/manifests/.*').size() == 1
    assert registry.requests('PUT', '/v2/function/blobs/uploads/.*').size() == 2
    assert registry.requests('POST', '/v2/function/blobs/uploads/.*').size() == 2
    assert registry.requests('PATCH', '/v2/function/.*').isEmpty()
    def config = project.pushed().blob(after.manifest().at('/config/digest').asText()).get().toFile()
    assert registry.bytesReceived() == classes.size() + config.length() + after.manifestSize()

    // It says why the image is not the one that build wrote.
    assert push.says('The project changed since the last build (classes): the image was built anew.')
    assert after.digest() != before.digest()
    assert after.layers().dropRight(1)*.digest() == before.layers().dropRight(1)*.digest()

    // The base is still the recorded one; a new build asks which one it is now.
    assert moved != baseDigest
    assert project.imageJson().at('/base/digest').asText() == baseDigest
    assert project.maven('lambda-image:build').isSuccess()
    assert project.imageJson().at('/base/digest').asText() == moved

    // Without a change nothing is sent at all.
    assert project.maven('lambda-image:push').isSuccess()
    registry.forgetRequests()
    def last = project.maven('lambda-image:push')
    assert registry.bytesReceived() == 0
    assert last.log().findAll { it.startsWith('[INFO] ' + project.destination()) } ==
        ["[INFO] ${project.destination()}@${project.image('1.0').digest()}".toString()]

    // The tag speaks of a layer that the registry has lost: another tag brings it back.
    def lost = project.image('1.0').layers().last()
    project.pushed().removeBlob(lost.digest())
    registry.forgetRequests()
    assert project.maven('lambda-image:push', '-Dlambda-image.tags=1.0,1.1').isSuccess()
    assert project.image('1.1').layers().last().digest() == lost.digest()
    assert registry.requests('PUT', '/v2/function/blobs/uploads/.*').size() == 1
    assert registry.requests('PUT', '/v2/function/manifests/.*')*.status() == [400, 201]
}
return true
