import io.github.lambdaimage.it.maven.ItProject

try (ItProject project = ItProject.of(context)) {
    def digest = project.image('1.0').digest()
    assert project.file('target/deployment/function.yaml').toFile().text ==
        "ImageUri: ${project.destination()}@${digest}\nDigest: ${digest}\n"

    // Built in the phase "package", pushed later as it was.
    assert project.log().any { it.contains('lambda-image') && it.contains(':build-no-fork (default)') }
    assert project.log().any { it.contains("Built ${digest} in ") }
    assert !project.log().any { it.contains('The project changed') }
}
return true
