import io.github.lambdaimage.it.maven.ItProject
import io.github.lambdaimage.standin.faults.Fault
import io.github.lambdaimage.standin.faults.Faults
import io.github.lambdaimage.standin.faults.Step
import io.github.lambdaimage.standin.image.PulledImage
import io.github.lambdaimage.standin.proxy.ConnectProxy
import io.github.lambdaimage.standin.registry.Credentials
import java.nio.file.Files
import java.security.KeyStore
import java.security.MessageDigest
import java.security.cert.CertificateFactory

// AWS's own names, as everybody has them: the proxy of settings.xml leads them to the stand-ins.
try (ItProject project = ItProject.of(context)
        ConnectProxy proxy = project.ecr().startProxy()) {
    def ecr = project.ecr()
    def faults = context.faults as Faults
    def host = '123456789012.dkr.ecr.eu-central-1.amazonaws.com'
    def push = 'lambda-image:push-no-fork'
    def settings = project.file('settings.xml')
    // Two proxies: of those for a protocol, Maven takes the first that is not closed to the host.
    settings.toFile().text = """<settings><proxies><proxy>
  <id>elsewhere</id><active>true</active><protocol>https</protocol><host>127.0.0.1</host><port>1</port>
  <nonProxyHosts>*.amazonaws.com</nonProxyHosts>
</proxy><proxy>
  <active>true</active><protocol>https</protocol><host>127.0.0.1</host><port>${proxy.address().port}</port>
</proxy></proxies></settings>"""
    def trusted = KeyStore.getInstance('PKCS12')
    trusted.load(null, null)
    trusted.setCertificateEntry('ecr', new ByteArrayInputStream(ecr.certificatePem().bytes).withCloseable {
        CertificateFactory.getInstance('X.509').generateCertificate(it)
    })
    project.file('trusted.p12').toFile().withOutputStream { trusted.store(it, 'changeit'.toCharArray()) }
    def user = project.child()
        .withoutEnvironment('AWS_ENDPOINT_URL_ECR', 'AWS_ENDPOINT_URL_STS', 'AWS_ENDPOINT_URL_SSO', 'AWS_REGION')
        .withMavenOptions("-Djavax.net.ssl.trustStore=${project.file('trusted.p12')} " +
            "-Djavax.net.ssl.trustStorePassword=changeit".toString())
    def run = { String... arguments ->
        def usual = arguments.any { it.startsWith('-Dlambda-image.from=') } ?
            [] : ["-Dlambda-image.from=${host}/lambda/java:17.al2023"]
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
        settings.toFile().text = plainSettings.replace(
            "<port>${proxy.address().port}</port>",
            "<port>${guarded.address().port}</port><username>surfer</username>" +
            "<password>secret-of-the-proxy</password>")
        user = plainUser.withMavenOptions('-Djdk.http.auth.tunneling.disabledSchemes=')
        ecr.forgetRequests()
        def guardedPush = run(push, '-X', "-Dlambda-image.repository=${host}/greeting",
            "-Dlambda-image.tags=guarded,${(1..15).join(',')}")
        assert guardedPush.isSuccess()
        assert guardedPush.log().every { !it.contains('secret-of-the-proxy') }
        assert guarded.hosts().toSet() == [host, 'api.ecr.eu-central-1.amazonaws.com'].toSet()
        // The connections are kept, and the password with them: what goes at once has tunnels of its own,
        // each tag none.
        def requests = ecr.requests().size() + ecr.registry().requests('.*', '.*').size()
        println "${requests} requests, ${guarded.hosts().size()} tunnels, ${guarded.refusals()} without the password"
        assert guarded.hosts().size() * 2 < requests
        assert guarded.refusals() <= guarded.hosts().size()
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
    assert contradiction.says("<region> 'us-east-1' contradicts <repository> " +
        "'${host}/team/greeting', which is in 'eu-central-1'")
    assert run(push, "-Dlambda-image.repository=${host}/Greeting")
        .says("<repository> 'Greeting' is not a valid name for a repository in Amazon ECR")

    // Another account's repository, whose policy does not let this one push.
    def foreign = '444455556666.dkr.ecr.eu-central-1.amazonaws.com'
    ecr.createRepository('foreign')
    faults.at('foreign', Step.UPLOAD_START, Fault.DENIED, Faults.ALWAYS)
    def denied = run(push, "-Dlambda-image.repository=${foreign}/foreign")
    assert !denied.isSuccess()
    assert denied.says("The repository is in account '444455556666', " +
        "the credentials from AWS_ACCESS_KEY_ID of the environment belong to '123456789012'")
    assert denied.says("Allow 'ecr:InitiateLayerUpload' on 'arn:aws:ecr:")

    // Of that account a repository cannot be created, though one's own has the name.
    ecr.createRepository('own')
    def elsewhere = run(push, "-Dlambda-image.repository=${foreign}/own", '-Dlambda-image.createRepository')
    assert !elsewhere.isSuccess()
    assert elsewhere.says("The account '444455556666' has no repository 'own', and it could not be created there")
    assert elsewhere.says("belong to the account '123456789012', which has one")
    assert elsewhere.log().every { !it.contains('Run it again') }
    def never = run(push, "-Dlambda-image.repository=${foreign}/never")
    assert never.says("The repository is to be in account '444455556666', " +
        "the credentials from AWS_ACCESS_KEY_ID of the environment belong to '123456789012': have it created there")
    assert never.log().every { !it.contains('createRepository') }

    // What gives credentials is reached by the proxy as well: roles of profiles, and SSO.
    def home = Files.createDirectories(project.file('home'))
    home.resolve('config').toFile().text = '''[profile base]
aws_access_key_id = AKIAOFTHEPROFILE
aws_secret_access_key = secret-of-the-profile
[profile role]
role_arn = arn:aws:iam::123456789012:role/push
source_profile = base
region = eu-central-1
[profile sso]
region = eu-central-1
sso_session = shop
sso_account_id = 123456789012
sso_role_name = Developer
[sso-session shop]
sso_region = eu-central-1
sso_start_url = https://shop.awsapps.com/start
sso_registration_scopes = sso:account:access
[profile old-sso]
region = eu-central-1
sso_region = eu-central-1
sso_start_url = https://old.awsapps.com/start
sso_account_id = 123456789012
sso_role_name = Developer
'''
    def logins = Files.createDirectories(home.resolve('.aws/sso/cache'))
    ['shop', 'https://old.awsapps.com/start'].each { login ->
        def name = MessageDigest.getInstance('SHA-1').digest(login.bytes).encodeHex().toString()
        logins.resolve("${name}.json".toString()).toFile().text =
            '{"accessToken": "secret-of-the-login", "expiresAt": "2099-01-01T00:00:00Z", ' +
            '"region": "eu-central-1", "startUrl": "https://shop.awsapps.com/start"}'
    }
    ecr.createRepository('by-profile')
    def beforeProfiles = user
    user = user.withEnvironment('AWS_CONFIG_FILE', home.resolve('config').toString())
        .withEnvironment('HOME', home.toString())
    ['role': 'sts', 'sso': 'portal.sso', 'old-sso': 'portal.sso'].each { profile, service ->
        def servers = { proxy.hosts().count("${service}.eu-central-1.amazonaws.com".toString()) }
        int asked = servers()
        ecr.forgetRequests()
        def byProfile = run(push, '-X', "-Dlambda-image.repository=${host}/by-profile",
            "-Dlambda-image.tags=${profile}", "-Dlambda-image.profile=${profile}")
        assert byProfile.isSuccess()
        assert byProfile.says("credentials from the profile '${profile}'")
        assert ecr.calls('GetAuthorizationToken').every { it.accessKeyId().startsWith('ASIA') }
        assert servers() > asked
        def secrets = ecr.secrets() + ['secret-of-the-profile', 'secret-of-the-login']
        assert byProfile.log().every { line -> secrets.every { !line.contains(it) } }
    }
    user = beforeProfiles

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
    assert byLogin.says('Amazon ECR: account 123456789012, no AWS credentials, ' +
        'so that settings.xml or a login has to do')
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
