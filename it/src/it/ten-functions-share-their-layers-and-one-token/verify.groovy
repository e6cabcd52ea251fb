import com.fasterxml.jackson.databind.ObjectMapper
import io.github.lambdaimage.it.maven.ItProject
import io.github.lambdaimage.standin.image.LambdaBase
import io.github.lambdaimage.standin.image.LambdaRules
import io.github.lambdaimage.standin.image.PulledImage
import io.github.lambdaimage.standin.registry.RegistryServer

try (ItProject project = ItProject.of(context)
        RegistryServer bases = RegistryServer.start()) {
    // As everybody has it: the base is in another registry, so that its layers are shared as well.
    LambdaBase.java(17).putIndex(bases.repository('lambda/java'), '17.al2023')
    def from = "-Dlambda-image.from=${bases.authority()}/lambda/java:17.al2023".toString()
    def ecr = project.ecr()
    def names = (1..10).collect { "greeter-${it}".toString() }
    def layer = { String name, String which ->
        project.imageJson(name).get('layers').find { it.get('name').asText() == which }
    }
    def fresh = project.child().withEmptyCache(project.file('repository'))
    assert project.maven(fresh, project.file('.'), '-T', '2', from, 'lambda-image:push').isSuccess()

    // Whoever came first packed the libraries, uploaded them and got the token: the others had no need to.
    assert names.count { !layer(it, 'dependencies').get('cached').asBoolean() } == 1
    assert ecr.calls('GetAuthorizationToken').size() == 1
    assert ecr.calls('CreateRepository').size() == 10
    def libraries = names.collect { layer(it, 'dependencies').get('digest').asText() }.toSet()
    assert libraries.size() == 1
    def uploads = ecr.registry().requests('PUT', '/v2/.*/blobs/uploads/.*').findAll { it.status() == 201 }
    assert uploads.count { it.uri().query.contains(libraries.first()) } == 1
    def mounts = ecr.registry().requests('POST', '/v2/greeter-.*').findAll { it.status() == 201 }
    assert mounts.count { it.uri().query.contains(libraries.first()) } == 9
    // What the base's tag stands for is one answer for all, so that all have the same base.
    assert bases.requests('HEAD', '/v2/lambda/java/manifests/.*').size() == 1
    assert bases.requests('GET', '/v2/').size() <= 1
    // The protocol, and two connections, each with a login.
    assert ecr.registry().requests('GET', '/v2/').size() <= 1 + 2 * 2
    // Each function has classes and a config of its own.
    assert uploads.size() == 6 + 1 + 2 * 10
    assert mounts.size() == 9 * (6 + 1)
    names.each { assert LambdaRules.violations(PulledImage.read(ecr.registry().repository(it), '1.0')) == [] }

    // Once more, and there is nothing to do.
    ecr.forgetRequests()
    assert project.maven(fresh, project.file('.'), '-T', '2', from, 'lambda-image:push').isSuccess()
    assert ecr.calls('GetAuthorizationToken').size() == 1
    assert ecr.registry().requests('(POST|PUT|HEAD)', '.*').isEmpty()

    // A statement of origin lies beside each image, and the images stay what they were. One token is enough for that too.
    def digests = names.collectEntries { [it, project.imageJson(it).get('digest').asText()] }
    ecr.forgetRequests()
    assert project.maven(fresh, project.file('.'), '-T', '2', from, 'lambda-image:push', '-Dlambda-image.provenance').isSuccess()
    assert ecr.calls('GetAuthorizationToken').size() == 1
    names.each { name ->
        def repository = ecr.registry().repository(name)
        assert repository.tags() == ['1.0': digests[name]]
        def attached = repository.referrers(digests[name])
        assert attached*.artifactType() == ['application/vnd.in-toto+json']
        def blob = repository.blob(attached.first().json().at('/layers/0/digest').asText()).get()
        def statement = new ObjectMapper().readTree(blob.toFile())
        assert statement.at('/subject/0/name').asText().endsWith("/${name}")
        assert statement.at('/subject/0/digest/sha256').asText() == digests[name] - 'sha256:'
        assert statement.at('/predicate/buildDefinition/externalParameters/project').asText() == "pkg:maven/com.example/${name}@1.0"
        assert project.imageJson(name).get('attached')*.get('digest')*.asText() == attached*.digest()
    }
    assert digests.values().toSet().size() == 10
}
return true
