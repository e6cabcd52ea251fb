import io.github.lambdaimage.it.maven.ItProject
import io.github.lambdaimage.it.maven.Rows
import io.github.lambdaimage.standin.ecr.EcrServer
import io.github.lambdaimage.standin.image.LambdaBase
import io.github.lambdaimage.standin.registry.Endpoint
import io.github.lambdaimage.standin.registry.RegistryException
import io.github.lambdaimage.standin.registry.RegistryServer
import java.nio.file.Files
import java.security.MessageDigest

def refusal = null
def gate = { Endpoint registry ->
    { request ->
        if (refusal != null && request.method() == refusal.text('method') &&
            request.path().contains(refusal.text('path'))) {
            throw new RegistryException(refusal.text('status') as int, refusal.text('code'), refusal.text('message'))
        }
        return registry.answer(request)
    } as Endpoint
}
try (ItProject project = ItProject.of(context)
        RegistryServer bases = RegistryServer.start()
        EcrServer strict = EcrServer.builder().denies('DescribeRepositories').start()
        EcrServer poor = EcrServer.builder().denies('CreateRepository').start()
        EcrServer gated = EcrServer.builder().behind(gate).start()
        EcrServer busy = EcrServer.builder().throttles('GetAuthorizationToken', Integer.MAX_VALUE).start()
        EcrServer lenient = EcrServer.builder().throttles('GetAuthorizationToken', 2).start()) {
    LambdaBase.java(17).putIndex(bases.repository('lambda/java'), '17.al2023')
    def from = "-Dlambda-image.from=${bases.authority()}/lambda/java:17.al2023".toString()
    def child = project.child()
    def says = { maven, List<String> words, String... arguments ->
        String[] all = ['lambda-image:push-no-fork', from, *arguments]*.toString()
        def result = project.maven(maven, project.file('.'), all)
        assert !result.isSuccess()
        def message = result.log().find { it.startsWith('[ERROR] Failed to execute goal') }
        words.each { assert message.contains(it) : "${it} is not in ${message}" }
    }

    // Nobody is logged in anywhere: what was tried.
    def nobody = child.withoutEnvironment('AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY')
        .withEnvironment([AWS_ACCESS_KEY_ID: '', AWS_WEB_IDENTITY_TOKEN_FILE: ''])
    says(nobody, ['There are no AWS credentials for Amazon ECR. Tried: AWS_ACCESS_KEY_ID of the environment, ' +
        'the web identity of AWS_WEB_IDENTITY_TOKEN_FILE',
        "the profile 'default'", "the container's role", "the EC2 instance's role", 'Set one of them up'])

    // A profile that is not there, one whose session has expired, and one that AWS does not know.
    def home = Files.createDirectories(project.file('home'))
    def config = home.resolve('config')
    config.toFile().text = '''[profile expired]
region = eu-central-1
sso_session = shop
sso_account_id = 123456789012
sso_role_name = Developer
[sso-session shop]
sso_region = eu-central-1
sso_start_url = https://shop.awsapps.com/start
sso_registration_scopes = sso:account:access
[profile unbegun]
region = eu-central-1
sso_session = other
sso_account_id = 123456789012
sso_role_name = Developer
[sso-session other]
sso_region = eu-central-1
sso_start_url = https://other.awsapps.com/start
sso_registration_scopes = sso:account:access
[profile broken]
region = eu-central-1
credential_process = false
'''
    def cache = Files.createDirectories(home.resolve('.aws/sso/cache'))
    def name = MessageDigest.getInstance('SHA-1').digest('shop'.bytes).encodeHex().toString()
    cache.resolve("${name}.json".toString()).toFile().text =
        '{"accessToken": "secret-of-the-session", "expiresAt": "2020-01-01T00:00:00Z", ' +
        '"region": "eu-central-1", "startUrl": "https://shop.awsapps.com/start"}'
    def profiles = nobody.withEnvironment('AWS_CONFIG_FILE', config.toString()).withEnvironment('HOME', home.toString())
        .withMavenOptions("-Duser.home=${home}".toString())
    Rows.read(project.file('profiles.txt'), [config: config]).each { row ->
        row.all('argument').each { says(profiles, row.all('says'), it) }
        row.all('variable').each { says(profiles.withEnvironment('AWS_PROFILE', it), row.all('says')) }
    }

    // What AWS does not allow: which action, on what.
    def at = { EcrServer ecr -> child.withEnvironment(ecr.environment()) }
    says(at(strict), ["The repository 'greeting' could not be looked up",
        "Allow 'ecr:DescribeRepositories' on 'arn:aws:ecr:eu-central-1:123456789012:repository/greeting'"])
    says(at(poor), ["The repository 'greeting' could not be created", "Allow 'ecr:CreateRepository' on '"],
        '-Dlambda-image.createRepository')
    assert poor.registry().requests('(POST|PUT)', '.*').isEmpty()

    // What is behind a refusal of the registry: managed signing, a key, a snapshot's tag.
    gated.createRepository('greeting')
    Rows.read(project.file('refusals.txt'), [:]).each { row ->
        refusal = row
        says(at(gated), row.all('says'), '-Dlambda-image.tags=9-SNAPSHOT')
    }
    refusal = null

    // Too many requests: for a while it is tried again.
    busy.createRepository('greeting')
    says(at(busy), ['Rate exceeded (ThrottlingException)', 'try again in a minute'])
    lenient.createRepository('greeting')
    assert project.maven(at(lenient), project.file('.'), 'lambda-image:push-no-fork', from).isSuccess()

    // What is no name, no region, no role, no setting: said before anything is asked.
    def pom = project.file('pom.xml').toFile()
    def plain = pom.text
    Rows.read(project.file('mistakes.txt'), [:]).each { row ->
        row.all('argument').each { says(child, row.all('says'), it) }
        row.all('setting').each { setting ->
            pom.text = plain.replaceFirst('</handler>', "</handler><repositorySettings>${setting}</repositorySettings>")
            says(child, row.all('says'), '-Dlambda-image.createRepository')
        }
    }
    assert project.ecr().requests().every { it.operation() in ['GetAuthorizationToken', 'DescribeRepositories'] }
    assert project.ecr().registry().requests('(POST|PUT)', '.*').isEmpty()
}
return true
