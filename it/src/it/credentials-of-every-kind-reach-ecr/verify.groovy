import io.github.lambdaimage.it.maven.ItProject
import io.github.lambdaimage.standin.registry.Endpoint
import io.github.lambdaimage.standin.registry.LoopbackServer
import io.github.lambdaimage.standin.registry.Response

// What gives containers and machines their roles.
def expiration = '2099-01-01T00:00:00Z'
def role = { String key -> """{
    "Code": "Success", "Type": "AWS-HMAC", "LastUpdated": "2026-01-01T00:00:00Z", "AccessKeyId": "${key}",
  "SecretAccessKey": "secret-of-${key}", "Token": "session-of-${key}", "Expiration": "${expiration}"}""".toString() }
def roles = { request ->
    switch (request.path()) {
        case '/container': return Response.of(200).json(role('ASIAOFTHECONTAINER'))
        case '/latest/api/token':
            return Response.of(200).header('x-aws-ec2-metadata-token-ttl-seconds', '21600')
            .bytes('text/plain', 'token'.bytes)
        case '/latest/meta-data/iam/security-credentials/': return Response.of(200).bytes('text/plain', 'builder'.bytes)
        case '/latest/meta-data/iam/security-credentials/builder':
            return Response.of(200).json(role('ASIAOFTHEINSTANCE'))
        default: return Response.of(404)
    }
} as Endpoint

try (ItProject project = ItProject.of(context)
        LoopbackServer metadata = LoopbackServer.start(null, roles, { request -> })) {
    def ecr = project.ecr()
    ecr.createRepository('greeting')
    def nobody = project.child().withoutEnvironment('AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY')
    def pushes = { String source, String key, child ->
        ecr.forgetRequests()
        def result = project.maven(child, project.file('.'), 'lambda-image:push-no-fork', '-X')
        assert result.isSuccess()
        assert result.says("region eu-central-1, credentials from ${source}".toString())
        assert ecr.calls('GetAuthorizationToken').size() == 1
        assert ecr.calls('GetAuthorizationToken').every { it.accessKeyId().startsWith(key) }
        def secrets = ecr.secrets() + ["secret-of-${key}", "session-of-${key}", 'the-token-of-the-pipeline']*.toString()
        assert result.log().every { line -> secrets.every { !line.contains(it) } }
    }

    // GitHub's and GitLab's: a token of theirs for a role.
    project.file('id-token').toFile().text = 'the-token-of-the-pipeline'
    pushes('the web identity of AWS_WEB_IDENTITY_TOKEN_FILE', 'ASIA', nobody.withEnvironment([
        AWS_WEB_IDENTITY_TOKEN_FILE: project.file('id-token').toString(),
        AWS_ROLE_ARN: 'arn:aws:iam::123456789012:role/push',
        AWS_ROLE_SESSION_NAME: 'pipeline',
    ]))
    def assumed = ecr.calls('AssumeRoleWithWebIdentity')
    assert assumed.size() == 1
    assert assumed[0].text('RoleArn') == 'arn:aws:iam::123456789012:role/push'
    assert assumed[0].text('RoleSessionName') == 'pipeline'
    assert assumed[0].text('WebIdentityToken') == 'the-token-of-the-pipeline'

    // CodeBuild's, and that of any container.
    pushes("the container's role", 'ASIAOFTHECONTAINER',
        nobody.withEnvironment('AWS_CONTAINER_CREDENTIALS_FULL_URI', "${metadata.uri()}/container".toString()))

    // A machine's.
    pushes("the EC2 instance's role", 'ASIAOFTHEINSTANCE', nobody.withoutEnvironment('AWS_EC2_METADATA_DISABLED')
        .withEnvironment([
            AWS_EC2_METADATA_SERVICE_ENDPOINT: metadata.uri().toString(),
            // A second is AWS's default, and short on a machine that is busy.
            AWS_METADATA_SERVICE_TIMEOUT: '20',
        ]))
}
return true
