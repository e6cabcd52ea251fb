import io.github.lambdaimage.it.maven.ItProject

try (ItProject project = ItProject.of(context)) {
    def expected = project.image('1.0')
    assert expected.config().get('created').asText() == '2026-01-02T03:04:05Z'
    // What has the scope 'system' is in no repository, and not on what Maven calls the runtime class path.
    assert expected.content('var/task/lib/driver-1.0.jar') == project.file('vendor/driver.jar').toFile().bytes

    // The Mavens that it/pom.xml unpacks: the oldest, the newest and the next one.
    def mavens = project.child().itTarget().resolve('maven').toFile().listFiles()
        .findAll { new File(it, 'bin/mvn').exists() }.sort()
    assert mavens.size() == 3
    mavens.each { maven ->
        def folder = project.copyTo(maven.name, 'pom.xml', 'src', 'vendor')
        def child = project.child().withMaven(maven.toPath()).withEmptyCache(project.file(maven.name + '-repository'))
        def result = project.maven(child, folder, 'lambda-image:build', 'lambda-image:push',
            "-Dlambda-image.tags=${maven.name}")
        assert result.isSuccess()
        assert project.image(maven.name).digest() == expected.digest()
        def uri = "${project.destination()}@${expected.digest()}"
        assert project.imageJson(maven.name).get('imageUri').asText() == uri
        assert result.log().contains('[INFO] ' + uri)
    }
}
return true
