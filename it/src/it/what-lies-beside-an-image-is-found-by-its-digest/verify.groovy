import com.fasterxml.jackson.databind.ObjectMapper
import io.github.lambdaimage.it.maven.ItProject
import io.github.lambdaimage.standin.ecr.EcrServer
import io.github.lambdaimage.standin.image.LambdaRules
import io.github.lambdaimage.standin.registry.RegistryServer
import java.nio.file.Files
import java.nio.file.Path

def json = new ObjectMapper()

try (ItProject project = ItProject.of(context)) {
    def digest = project.imageJson().get('digest').asText()
    def base = project.imageJson().at('/base/digest').asText()
    def types = { repository -> repository.referrers(digest)*.artifactType().sort() }
    // The one document of a type.
    def document = { repository, String type ->
        def manifest = repository.referrers(digest).find { it.artifactType() == type }
        repository.blob(manifest.json().at('/layers/0/digest').asText()).get().toFile()
    }
    def sent = { RegistryServer registry ->
        registry.requests('PUT', '.*') + registry.requests('POST', '.*')
    }

    // The image is one that Lambda takes, whatever lies beside it; and no tag leads to that.
    assert LambdaRules.violations(project.image('1.0')) == []
    assert project.pushed().tags() == ['1.0': digest]
    assert types(project.pushed()) == ['application/sarif+json', 'application/vnd.example.licenses']
    assert document(project.pushed(), 'application/sarif+json').bytes ==
        project.file('src/reports/scan.json').toFile().bytes
    assert document(project.pushed(), 'application/vnd.example.licenses').text == 'org.jspecify:jspecify: Apache-2.0\n'
    assert project.imageJson().get('attached')*.get('name')*.asText() == ['scan.json', 'licenses.txt']
    assert project.imageJson().get('attached')*.get('digest')*.asText().toSet() ==
        project.pushed().referrers(digest)*.digest().toSet()
    assert project.log().any { it ==~ /\[INFO]   scan.json .* application\/sarif\+json, attached/ }

    // Once is enough, by whichever goal.
    project.registry().forgetRequests()
    assert project.maven('lambda-image:push').isSuccess()
    assert sent(project.registry()) == []

    // A bill of materials: first there is none, then one that is not quite what is in the image.
    def none = project.maven('lambda-image:push', '-Dlambda-image.sbom')
    assert !none.isSuccess()
    assert none.says('nothing in this build writes a bill of materials')
    assert none.says('<artifactId>cyclonedx-maven-plugin</artifactId>')
    assert sent(project.registry()) == []
    def component = { String name -> """{"type": "library", "name": "x", "purl": "pkg:maven/${name}?type=jar"}""" }
    project.file('target/bom.json').toFile().text = """{"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
        "components": [${component('org.example/only-to-compile@1.0')}]}"""
    def variables = [GITHUB_ACTIONS: 'true', GITHUB_SERVER_URL: 'https://github.com',
        GITHUB_REPOSITORY: 'example/orders',
        GITHUB_SHA: '0123456789abcdef0123456789abcdef01234567', GITHUB_REF: 'refs/heads/main', GITHUB_RUN_ID: '7',
        GITHUB_TOKEN: 'ghs_not_for_everybody']
    def onGitHub = project.child().withEnvironment(variables)
    def all = ['lambda-image:push', '-Dlambda-image.sbom', '-Dlambda-image.provenance'] as String[]
    def push = project.maven(onGitHub, project.file('.'), all)
    assert push.isSuccess()
    assert push.says("lacks what is in the image: /var/task/lib/jspecify-1.0.0.jar.")
    assert push.says('lists what is not in the image: org.example:only-to-compile:1.0.')
    def bill = json.readTree(document(project.pushed(), 'application/vnd.cyclonedx+json'))
    assert bill.get('components').size() == 2
    assert bill.at('/components/1/type').asText() == 'container'
    assert bill.at('/components/1/hashes/0/content').asText() == base - 'sha256:'
    def provenance = document(project.pushed(), 'application/vnd.in-toto+json')
    def statement = json.readTree(provenance)
    assert statement.at('/subject/0/name').asText() == project.destination()
    assert statement.at('/subject/0/digest/sha256').asText() == digest - 'sha256:'
    def inputs = statement.at('/predicate/buildDefinition/resolvedDependencies')
    assert inputs*.path('uri')*.asText()[0] == 'git+https://github.com/example/orders@refs/heads/main'
    assert inputs*.at('/digest/sha256')*.asText()[1] == base - 'sha256:'
    assert inputs*.path('uri')*.asText()[2] == 'pkg:maven/org.jspecify/jspecify@1.0.0?type=jar'
    assert statement.at('/predicate/runDetails/metadata/invocationId').asText()
        .endsWith('/example/orders/actions/runs/7')
    assert !provenance.text.contains('ghs_')
    // The image has not moved, and what was attached before is there still.
    assert project.pushed().tags() == ['1.0': digest]
    assert types(project.pushed()).size() == 4

    // Four lie on two pages, and nothing of them is sent again.
    project.registry().forgetRequests()
    assert project.maven(onGitHub, project.file('.'), all).isSuccess()
    assert sent(project.registry()) == []
    assert project.registry().requests('GET', '/v2/function/referrers/.*').size() == 2

    // A job that compiles nothing attaches too, with several tags.
    project.file('target/bom.json').toFile().text = """{"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
        "components": [${component('org.jspecify/jspecify@1.0.0')}]}"""
    def job = project.copyTo('job', 'pom.xml', 'target/lambda-image', 'target/bom.json', 'src/reports')
    def prebuilt = project.maven(project.child(), job, 'lambda-image:push-prebuilt',
        '-Dlambda-image.sbom', '-Dlambda-image.provenance',
        "-Dlambda-image.repository=${project.registry().authority()}/prebuilt".toString(),
        '-Dlambda-image.tags=1.0,latest')
    assert prebuilt.isSuccess()
    assert !prebuilt.says('[WARNING] The bill of materials')
    def elsewhere = project.registry().repository('prebuilt')
    assert elsewhere.tags() == ['1.0': digest, latest: digest]
    assert types(elsewhere).size() == 4
    assert project.imageJson('job').get('attached').size() == 4

    // What cannot be attached is said before anything is sent.
    project.registry().forgetRequests()
    project.file('src/reports/licenses.txt').toFile().delete()
    def missing = project.maven('lambda-image:push', '-Dlambda-image.tags=missing')
    assert !missing.isSuccess()
    assert missing.says("<attachments>: there is no file '${project.file('src/reports/licenses.txt')}'.")
    assert sent(project.registry()) == []
    project.file('src/reports/licenses.txt').toFile().text = 'changed\n'

    // A registry without a list of its own has a tag for it.
    try (RegistryServer old = RegistryServer.builder().withoutReferrers().start()) {
        def there = "-Dlambda-image.repository=${old.authority()}/function".toString()
        def first = project.maven('lambda-image:push', there)
        assert first.isSuccess()
        def tag = 'sha256-' + (digest - 'sha256:')
        assert old.repository('function').tags().keySet() == ['1.0', tag] as Set
        def list = old.repository('function').manifest(tag).get()
        assert list.mediaType() == 'application/vnd.oci.image.index.v1+json'
        assert list.json().get('manifests')*.get('artifactType')*.asText().sort() == types(old.repository('function'))
        assert first.log().any { it ==~ /\[INFO]   scan.json .*, attached by a tag/ }
        old.forgetRequests()
        assert project.maven('lambda-image:push', there).isSuccess()
        assert sent(old) == []
    }
    try (RegistryServer strict = RegistryServer.builder().withoutReferrers().immutableTags().start()) {
        def refused = project.maven('lambda-image:push',
            "-Dlambda-image.repository=${strict.authority()}/function".toString())
        assert !refused.isSuccess()
        assert refused.says("The image is published as '${strict.authority()}/function@${digest}', " +
            "but its attachments could not be: ")
        assert refused.says("the tags of 'function' are immutable.")
        assert strict.repository('function').tags()['1.0'] == digest
    }

    // Amazon ECR lists what lies beside an image, and may sign the image by itself.
    def withEcr = { EcrServer ecr, String... more ->
        def arguments = ['lambda-image:push', '-Dlambda-image.repository=orders',
            '-Dlambda-image.createRepository', *more] as String[]
        project.maven(project.child().withEnvironment(ecr.environment()), project.file('.'), arguments)
    }
    try (EcrServer ecr = EcrServer.builder().signs('IN_PROGRESS', 'COMPLETE').start()) {
        def signed = withEcr(ecr, '-Dlambda-image.awaitSignature')
        assert signed.isSuccess()
        assert signed.says("Signed by Amazon ECR with 'arn:aws:signer:")
        assert ecr.calls('DescribeImageSigningStatus').size() == 2
        assert ecr.registry().repository('orders').referrers(digest).size() == 2
        assert ecr.registry().repository('orders').tags().keySet() == ['1.0'] as Set
    }
    // Where ECR says beforehand that no tag may move, none is made.
    try (EcrServer ecr = EcrServer.builder().withoutReferrers().start()) {
        ecr.createRepository('orders', 'IMMUTABLE')
        def refused = withEcr(ecr)
        assert !refused.isSuccess()
        assert refused.says("the tags of 'orders' are immutable.")
        assert ecr.registry().repository('orders').tags() == ['1.0': digest]
        assert ecr.registry().requests('PUT', '/v2/orders/manifests/sha256.*').isEmpty()
    }
    try (EcrServer ecr = EcrServer.builder().signs('FAILED').start()) {
        def unsigned = withEcr(ecr, '-Dlambda-image.awaitSignature=20')
        assert !unsigned.isSuccess()
        assert unsigned.says("The image is published as '${ecr.registryHost()}/orders@${digest}', " +
            "and Amazon ECR could not sign it")
        assert unsigned.says("allow 'signer:SignPayload' on the signing profile")
        assert ecr.registry().repository('orders').tags()['1.0'] == digest
        // Who does not wait does not hear of it.
        assert withEcr(ecr).isSuccess()
    }
}
return true
