import io.github.lambdaimage.it.maven.ItProject
import io.github.lambdaimage.standin.image.ImageArchive
import io.github.lambdaimage.standin.image.LambdaRules

try (ItProject project = ItProject.of(context)) {
    def archive = ImageArchive.read(project.file('target/lambda-image.tar'))

    // As readers of OCI archives see it: every layer is there, the base's too.
    def image = archive.image()
    assert image.digest() == project.imageJson().get('digest').asText()
    assert LambdaRules.violations(image) == []
    assert image.layers().size() == 8
    assert image.find('lambda-entrypoint.sh').isPresent()
    assert image.find('var/task/com/example/Greeting.class').isPresent()
    assert archive.json('oci-layout').get('imageLayoutVersion').asText() == '1.0.0'

    // As "docker load" sees it.
    def docker = archive.json('manifest.json')
    assert docker.size() == 1
    assert docker[0].get('RepoTags')*.asText() ==
        ["${project.destination()}:1.0", "${project.destination()}:latest"]*.toString()
    assert docker[0].get('Config').asText() ==
        'blobs/sha256/' + project.imageJson().get('imageId').asText().substring(7)
    assert docker[0].get('Layers')*.asText() == image.layers().collect { 'blobs/sha256/' + it.digest().substring(7) }

    // As engines see it that take it for an OCI archive: podman, and what is made of containerd.
    def entries = archive.json('index.json').get('manifests')
    assert entries.size() == 1
    assert entries[0].at('/annotations/io.containerd.image.name').asText() == "${project.destination()}:1.0"
    assert entries[0].at('/annotations/org.opencontainers.image.ref.name').asText() == '1.0'

    // Nothing else is in it, nothing twice.
    assert archive.names().size() == archive.names().toSet().size()
    assert archive.names().size() == 3 + 2 + image.layers()*.digest().toSet().size()

    // A push sends what the archive holds.
    assert project.maven('lambda-image:push').isSuccess()
    assert project.image('1.0').digest() == image.digest()
}
return true
