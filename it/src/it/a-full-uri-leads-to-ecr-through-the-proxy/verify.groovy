import io.github.lambdaimage.it.faults.Fault
import io.github.lambdaimage.it.faults.Faults
import io.github.lambdaimage.it.faults.Step
import io.github.lambdaimage.it.image.PulledImage
import io.github.lambdaimage.it.maven.ItProject
import io.github.lambdaimage.it.proxy.ConnectProxy
import io.github.lambdaimage.it.registry.Credentials
import java.nio.file.Files
import java.security.KeyStore
import java.security.cert.CertificateFactory

// AWS's own names, as everybody has them: the proxy of settings.xml leads them to the stand-ins.
try (ItProject project = ItProject.of(context)
        ConnectProxy proxy = project.ecr().startProxy()) {
    def ecr = project.ecr()
    def faults = context.faults as Faults
    def host = '123456789012.dkr.ecr.eu-central-1.amazonaws.com'
    def push = 'lambda-image:push-no-fork'
    def settings = project.file('settings.xml')
    settings.toFile().text = """<settings><proxies><proxy>
  <active>true</active><protocol>https</protocol><host>127.0.0.1</host><port>${proxy.address().port}</port>
</proxy></proxies></settings>"""
    def trusted = KeyStore.getInstance('PKCS12')
    trusted.load(null, null)
    trusted.setCertificateEntry('ecr', new ByteArrayInputStream(ecr.certificatePem().bytes).withCloseable {
        CertificateFactory.getInstance('X.509').generateCertificate(it)
    })
    project.file('trusted.p12').toFile().withOutputStream { trusted.store(it, 'changeit'.toCharArray()) }
    def user = project.child()
        .withoutEnvironment('AWS_ENDPOINT_URL_ECR', 'AWS_ENDPOINT_URL_STS', 'AWS_REGION')
        .withEnvironment('MAVEN_OPTS', "-Djavax.net.ssl.trustStore=${project.file('trusted.p12')} -Djavax.net.ssl.trustStorePassword=changeit".toString())
    def run = { String... arguments ->
        def usual = arguments.any { it.startsWith('-Dlambda-image.from=') } ? [] : ["-Dlambda-image.from=${host}/lambda/java:17.al2023"]
        String[] all = ['-s', settings.toString(), *usual, *arguments]*.toString()
        return project.maven(user, project.file('.'), all)
    }

    // Region and account are the host's; the base is in ECR as well, and "build" gets a token of its own.
    ecr.createRepository('team/greeting', 'IMMUTABLE')
    def build = run('lambda-image:build-no-fork')
    assert build.isSuccess()
    assert ecr.calls('GetAuthorizationToken').size() == 1
    ecr.forgetRequests()
    def first = run(push, "-Dlambda-image.repository=${host}/team/greeting")
    assert first.isSuccess()
    assert first.says("Amazon ECR: account 123456789012, region eu-central-1, credentials from AWS_ACCESS_KEY_ID")
    assert project.imageJson().get('imageUri').asText().startsWith("${host}/team/greeting@sha256:")
    // Whoever names the whole URI needs one right in ECR's API.
    assert ecr.requests()*.operation() == ['GetAuthorizationToken']
    assert proxy.hosts().toSet() == [host, 'api.ecr.eu-central-1.amazonaws.com'].toSet()

    // The name alone, in the region that the environment names: one token for base and destination.
    ecr.createRepository('greeting')
    def plainUser = user
    user = user.withEnvironment('AWS_REGION', 'eu-central-1')
    ecr.forgetRequests()
    assert run(push).isSuccess()
    assert ecr.calls('GetAuthorizationToken').size() == 1
    assert project.imageJson().get('imageUri').asText().startsWith("${host}/greeting@sha256:")

    // A base in another region has a token of its own.
    ecr.forgetRequests()
    assert run(push, '-Dlambda-image.from=123456789012.dkr.ecr.eu-west-1.amazonaws.com/lambda/java:21').isSuccess()
    assert ecr.calls('GetAuthorizationToken')*.region().toSet() == ['eu-central-1', 'eu-west-1'].toSet()
    user = plainUser

    // A proxy with a password.
    try (ConnectProxy guarded = ecr.startProxy(new Credentials('surfer', 'secret-of-the-proxy'))) {
        def plainSettings = settings.toFile().text
        settings.toFile().text = plainSettings.replaceFirst('<port>.*</port>', "<port>${guarded.address().port}</port><username>surfer</username><password>secret-of-the-proxy</password>")
        def options = user.environment()['MAVEN_OPTS']
        user = plainUser.withEnvironment('MAVEN_OPTS', options + ' -Djdk.http.auth.tunneling.disabledSchemes=')
        def guardedPush = run(push, '-X', "-Dlambda-image.repository=${host}/greeting", '-Dlambda-image.tags=guarded')
        assert guardedPush.isSuccess()
        assert guardedPush.log().every { !it.contains('secret-of-the-proxy') }
        assert guarded.hosts().toSet() == [host, 'api.ecr.eu-central-1.amazonaws.com'].toSet()
        user = plainUser
        def stopped = run(push, "-Dlambda-image.repository=${host}/greeting", '-Dlambda-image.tags=guarded')
        assert !stopped.isSuccess()
        assert stopped.says('The proxy wants a user name and password')
        settings.toFile().text = plainSettings
    }

    // The immutable tag: asked for only when it stands in the way.
    ecr.forgetRequests()
    def refused = run(push, "-Dlambda-image.repository=${host}/team/greeting", '-Dlambda-image.format=oci')
    assert !refused.isSuccess()
    assert refused.says("The tag '1.0' of '${host}/team/greeting' names")
    assert ecr.requests()*.operation().toSet() == ['GetAuthorizationToken', 'DescribeRepositories'].toSet()
    assert ecr.registry().requests('(POST|PUT)', '.*').isEmpty()

    // Lambda does not take the host that the push may go to.
    def fips = '123456789012.dkr.ecr-fips.eu-central-1.amazonaws.com'
    ecr.createRepository('by-fips')
    def byFips = run(push, "-Dlambda-image.repository=${fips}/by-fips", "-Dlambda-image.insecureRegistries=${fips}")
    assert byFips.isSuccess()
    assert byFips.says("[WARNING] Lambda refuses image URIs with the FIPS host '${fips}'")
    assert project.imageJson().get('imageUri').asText().startsWith("${host}/by-fips@sha256:")
    assert byFips.log().findAll { it.startsWith('[INFO] ') }.any { it.startsWith("[INFO] ${host}/by-fips@sha256:") }

    // What cannot be, said before anything is asked.
    def contradiction = run(push, "-Dlambda-image.repository=${host}/team/greeting", '-Dlambda-image.region=us-east-1')
    assert contradiction.says("<region> 'us-east-1' contradicts <repository> '${host}/team/greeting', which is in 'eu-central-1'")
    assert run(push, "-Dlambda-image.repository=${host}/Greeting").says("<repository> 'Greeting' is not a valid name for a repository in Amazon ECR")

    // Another account's repository, whose policy does not let this one push.
    def foreign = '444455556666.dkr.ecr.eu-central-1.amazonaws.com'
    ecr.createRepository('foreign')
    faults.at('foreign', Step.UPLOAD_START, Fault.DENIED, Faults.ALWAYS)
    def denied = run(push, "-Dlambda-image.repository=${foreign}/foreign")
    assert !denied.isSuccess()
    assert denied.says("The repository is in account '444455556666', the credentials from AWS_ACCESS_KEY_ID of the environment belong to '123456789012'")
    assert denied.says("Allow 'ecr:InitiateLayerUpload' on 'arn:aws:ecr:")

    // A repository that is missing, as the registry says it.
    def missing = run(push, "-Dlambda-image.repository=${host}/missing")
    assert !missing.isSuccess()
    assert missing.says('404 (NAME_UNKNOWN')
    assert missing.says("'aws ecr create-repository --repository-name missing --region eu-central-1'")
    assert run(push, "-Dlambda-image.repository=${host}/missing", '-Dlambda-image.createRepository').isSuccess()
    PulledImage.read(ecr.registry().repository('missing'), '1.0')

    // Nobody's credentials, but the login of a pipeline that was there before.
    def docker = Files.createDirectories(project.file('docker'))
    def login = "AWS:${ecr.tokens().last()}".bytes.encodeBase64().toString()
    docker.resolve('config.json').toFile().text = """{"auths": {"${host}": {"auth": "${login}"}}}"""
    def keys = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'] as String[]
    user = user.withoutEnvironment(keys)
    ecr.forgetRequests()
    def byLogin = run(push, "-Dlambda-image.repository=${host}/by-fips", '-Dlambda-image.tags=by-login')
    assert byLogin.isSuccess()
    assert byLogin.says('Amazon ECR: account 123456789012, no AWS credentials, so that settings.xml or a login has to do')
    assert ecr.requests().isEmpty()
    ecr.expireTokens()
    def expired = run(push, "-Dlambda-image.repository=${host}/by-fips", '-Dlambda-image.tags=by-login')
    assert !expired.isSuccess()
    assert expired.says("403. The credentials for '${host}' do not allow this: use others")
    docker.resolve('config.json').toFile().delete()
    user = user.withEnvironment(project.environment().subMap(keys as List))

    // A region that is none.
    def nowhere = run(push, '-Dlambda-image.repository=greeting', '-Dlambda-image.region=eu-centrl-1')
    assert !nowhere.isSuccess()
    assert nowhere.says("Amazon ECR in 'eu-centrl-1' gave no answer") || nowhere.says("Check <region> 'eu-centrl-1'")
    def unknown = run(push, '-Dlambda-image.repository=greeting')
    assert !unknown.isSuccess()
    assert unknown.says("The AWS region is not known: neither <region>, AWS_REGION nor the profile names one")
}
return true
