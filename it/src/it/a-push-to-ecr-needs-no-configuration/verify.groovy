import com.bertramlabs.plugins.hcl4j.HCLParser
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper
import groovy.io.FileType
import groovy.json.JsonSlurper
import io.github.lambdaimage.it.maven.ItProject
import io.github.lambdaimage.standin.image.LambdaBase
import io.github.lambdaimage.standin.image.LambdaRules
import io.github.lambdaimage.standin.image.PulledImage
import io.github.lambdaimage.standin.registry.RegistryServer
import java.nio.file.Files

try (ItProject project = ItProject.of(context)
        RegistryServer other = RegistryServer.start()) {
    def ecr = project.ecr()
    def push = 'lambda-image:push'
    def host = ecr.registryHost()
    // Without a fork, since other plugins show all environment variables with "-X".
    def leaks = { result, secrets -> result.log().any { line -> secrets.any { line.contains(it) } } }
    def image = { String tag -> PulledImage.read(ecr.registry().repository('greeting'), tag) }

    // A repository that is missing, and the two ways to create it. The first requests of a push tell; nothing is sent.
    def missing = project.maven(push)
    assert !missing.isSuccess()
    assert missing.says("There is no repository 'greeting' in Amazon ECR in 'eu-central-1'")
    assert missing.says('-Dlambda-image.createRepository')
    assert missing.says("'aws ecr create-repository --repository-name greeting --region eu-central-1'")
    assert missing.says('no creation template there creates it on push')
    assert !ecr.registry().requests('POST', '.*').isEmpty()
    assert ecr.registry().requests('POST', '.*').every { it.status() == 404 }
    assert ecr.registry().requests('PUT', '.*').isEmpty()
    assert ecr.calls('CreateRepository').isEmpty()

    // Where a template creates it on push, nobody has to.
    def templated = project.maven(push, '-Dlambda-image.repository=team/greeting')
    assert templated.isSuccess()
    assert templated.says("[INFO] Amazon ECR has created the repository '${host}/team/greeting' " +
        "by a creation template.")
    assert project.imageJson().get('imageUri').asText().startsWith("${host}/team/greeting@sha256:")
    PulledImage.read(ecr.registry().repository('team/greeting'), '1.0')
    assert ecr.calls('CreateRepository').isEmpty()

    // All is said by AWS itself; "-X" shows everything but what opens the registry.
    ecr.forgetRequests()
    def first = project.maven('lambda-image:push-no-fork', '-Dlambda-image.createRepository', '-X')
    assert first.isSuccess()
    assert first.says('[INFO] Amazon ECR: account 123456789012, region eu-central-1, ' +
        'credentials from AWS_ACCESS_KEY_ID of the environment')
    assert first.says("[INFO] Created the repository '${host}/greeting'.")
    assert first.log().findAll { it.startsWith('[INFO] ') }
        .contains("[INFO] ${project.imageJson().get('imageUri').asText()}".toString())
    assert ecr.calls('GetAuthorizationToken').size() == 1
    assert ecr.calls('DescribeRepositories').size() == 1
    assert ecr.calls('CreateRepository').size() == 1
    assert !leaks(first, ecr.secrets())
    assert LambdaRules.violations(image('1.0')) == []
    assert project.imageJson().get('imageUri').asText() == "${host}/greeting@${image('1.0').digest()}"

    // What deploys it is told the image by its digest, and the architecture, in the words of the samples.
    def sample = project.file('../../../../sample-function/deploy')
    def output = { String name -> project.file("target/lambda-image/${name}") }
    def uri = project.imageJson().get('imageUri').asText()
    def values = new JsonSlurper().parse(output('image.parameters.json').toFile())
        .collectEntries { it.split('=', 2).toList() }
    assert values == [ImageUri: uri, Architecture: 'arm64']
    def parameters = new YAMLMapper().readTree(sample.resolve('sam/template.yaml').toFile()).get('Parameters')
    assert parameters.fieldNames().toList().toSet() == values.keySet()
    assert values.ImageUri.matches(parameters.at('/ImageUri/AllowedPattern').asText())
    assert parameters.at('/Architecture/AllowedValues')*.asText().contains(values.Architecture)
    def variables = new JsonSlurper().parse(output('image.tfvars.json').toFile())
    assert variables == [image_uri: uri, architecture: 'arm64']
    assert new HCLParser().parse(sample.resolve('terraform/variables.tf').toFile(), 'UTF-8').variable.keySet() ==
        variables.keySet()

    // What the repository was told.
    def created = ecr.repository('greeting')
    assert created.tagMutability() == 'IMMUTABLE_WITH_EXCLUSION'
    assert created.settings().at('/imageTagMutabilityExclusionFilters/0/filter').asText() == 'latest'
    assert created.settings().at('/imageTagMutabilityExclusionFilters/1/filter').asText() == '*-SNAPSHOT'
    assert created.settings().at('/encryptionConfiguration/encryptionType').asText() == 'AES256'
    assert created.settings().at('/tags/0/Key').asText() == 'team'
    assert created.lifecyclePolicy() == project.file('ecr/lifecycle.json').toFile().text
    assert created.policy().contains('arn:aws:lambda:eu-central-1:111122223333:function:*')

    // Nor does it lie about: not in the output folder, not in the cache.
    [project.file('target'), project.file('../../local-repo/.cache')].each { directory ->
        directory.toFile().eachFileRecurse(FileType.FILES) { file ->
            def text = file.getText('ISO-8859-1')
            ecr.secrets().each { assert !text.contains(it) : file }
        }
    }

    // A push that was killed before it wrote them is completed.
    Files.delete(output('image.tfvars.json'))
    assert project.maven(push).isSuccess()
    assert Files.exists(output('image.tfvars.json'))

    // A token that runs out in the middle of a push is renewed, and the push goes on.
    ecr.createRepository('hourglass')
    context.expiring.set(true)
    ecr.forgetRequests()
    assert project.maven(push, '-Dlambda-image.repository=hourglass').isSuccess()
    assert !context.expiring.get()
    assert ecr.calls('GetAuthorizationToken').size() == 2
    assert ecr.registry().requests('PUT', '.*').any { it.status() == 403 }
    PulledImage.read(ecr.registry().repository('hourglass'), '1.0')

    // A proxy of the environment leads neither to AWS's API nor to the registry.
    def elsewhere = project.child().withEnvironment(
        [HTTP_PROXY: 'http://127.0.0.1:1', HTTPS_PROXY: 'http://127.0.0.1:1'])
    assert project.maven(elsewhere, project.file('.'), push).isSuccess()

    // The same image under a tag that cannot be set again: there is nothing to do, and nothing changes.
    ecr.forgetRequests()
    def again = project.maven(push, '-Dlambda-image.createRepository')
    assert again.isSuccess()
    assert again.says('Already there as 1.0, sent 0 B')
    assert ecr.requests()*.operation().toSet() == ['GetAuthorizationToken', 'DescribeRepositories'].toSet()
    assert ecr.registry().requests('(POST|PUT|HEAD)', '/v2/greeting/.*').isEmpty()

    // Another image: of all tags the immutable one decides, before anything is sent.
    def before = image('1.0').digest()
    def source = project.file('src/main/java/com/example/Greeting.java').toFile()
    source.text = source.text.replaceFirst('class Greeting \\{', 'class Greeting {\n  static final int CHANGED = 1;\n')
    ecr.forgetRequests()
    def exposed = project.maven('process-classes', 'lambda-image:push-no-fork',
        '-Dlambda-image.tags=latest,2.0,1.0', '-e')
    assert !leaks(exposed, ecr.secrets())
    ecr.forgetRequests()
    def refused = project.maven(push, '-Dlambda-image.tags=latest,2.0,1.0')
    assert !refused.isSuccess()
    def after = project.imageJson().get('digest').asText()
    assert after != before
    // An image that is not published has no files to deploy it with; those of the one before are gone.
    assert !Files.exists(output('image.tfvars.json'))
    assert !Files.exists(output('image.parameters.json'))
    assert refused.says("The tag '1.0' of '${host}/greeting' " +
        "names '${before}' and cannot be moved to this image, '${after}'")
    assert refused.says("Raise the project's version, or list another tag in <tags>.")
    assert ecr.registry().requests('(POST|PUT)', '.*').isEmpty()
    assert ecr.registry().repository('greeting').tags().keySet() == ['1.0'].toSet()

    // A tag that is excluded may move.
    assert project.maven(push, '-Dlambda-image.tags=latest').isSuccess()
    source.text = source.text.replace('CHANGED = 1', 'CHANGED = 2')
    assert project.maven(push, '-Dlambda-image.tags=latest').isSuccess()
    assert image('latest').digest() == project.imageJson().get('digest').asText()

    // A snapshot is pushed again and again: in a repository that push created its tag may move.
    def snapshot = '-Dlambda-image.tags=1.0-SNAPSHOT'
    def change = { int number -> source.text = source.text.replaceFirst('CHANGED = \\d+', "CHANGED = ${number}") }
    assert project.maven(push, snapshot).isSuccess()
    change(3)
    assert project.maven(push, snapshot).isSuccess()
    assert image('1.0-SNAPSHOT').digest() == project.imageJson().get('digest').asText()

    // Where it may not, both ways out are told, with the filters that the repository has already.
    ecr.createRepository('strict', 'IMMUTABLE_WITH_EXCLUSION', 'latest')
    assert project.maven(push, '-Dlambda-image.repository=strict', snapshot).isSuccess()
    change(4)
    ecr.forgetRequests()
    def stuck = project.maven(push, '-Dlambda-image.repository=strict', snapshot)
    assert !stuck.isSuccess()
    assert stuck.says('-Dlambda-image.tags=$(git rev-parse --short HEAD)')
    assert stuck.says("aws ecr put-image-tag-mutability --registry-id 123456789012 --repository-name strict " +
        "--image-tag-mutability IMMUTABLE_WITH_EXCLUSION " +
        "--image-tag-mutability-exclusion-filters 'filterType=WILDCARD,filter=latest' " +
        "'filterType=WILDCARD,filter=*-SNAPSHOT'")
    assert ecr.registry().requests('(POST|PUT)', '.*').isEmpty()

    // A profile has its own credentials and region; a role is assumed on top.
    def awsConfig = project.file('aws-config')
    awsConfig.toFile().text = '''[profile ci]
region = eu-north-1
aws_access_key_id = AKIAOFTHEPROFILE
aws_secret_access_key = secret-of-the-profile
'''
    def user = project.child().withoutEnvironment('AWS_REGION').withEnvironment('AWS_CONFIG_FILE', awsConfig.toString())
    ecr.forgetRequests()
    def byProfile = project.maven(user, project.file('.'), push,
        '-Dlambda-image.tags=latest', '-Dlambda-image.profile=ci')
    assert byProfile.isSuccess()
    assert byProfile.says("region eu-north-1, credentials from the profile 'ci'")
    assert ecr.requests().every { it.accessKeyId() == 'AKIAOFTHEPROFILE' && it.region() == 'eu-north-1' }

    ecr.forgetRequests()
    def role = 'arn:aws:iam::123456789012:role/push'
    def byRole = project.maven(user, project.file('.'), 'lambda-image:push-no-fork', '-X',
        '-Dlambda-image.tags=latest', '-Dlambda-image.profile=ci',
        '-Dlambda-image.region=eu-west-3', "-Dlambda-image.roleArn=${role}".toString(), '-Dlambda-image.externalId=42')
    assert byRole.isSuccess()
    assert byRole.says("region eu-west-3, credentials from the role '${role}', assumed with the profile 'ci'")
    assert ecr.calls('AssumeRole').size() == 1
    assert ecr.calls('AssumeRole')[0].text('RoleArn') == role
    assert ecr.calls('AssumeRole')[0].text('ExternalId') == '42'
    assert ecr.calls('GetAuthorizationToken').every {
        it.accessKeyId().startsWith('ASIA') && it.region() == 'eu-west-3' }
    assert !leaks(byRole, ecr.secrets() + 'secret-of-the-profile')

    // Nobody who pushes elsewhere loads the SDK.
    LambdaBase.java(17).putIndex(other.repository('lambda/java'), '17.al2023')
    def loads = { String... arguments ->
        def classes = project.file('classes.log')
        def watched = project.child().withMavenOptions("-Xlog:class+load:file=${classes}".toString())
        assert project.maven(watched, project.file('.'), arguments).isSuccess()
        return classes.toFile().readLines().any { it.contains('software.amazon.awssdk') }
    }
    def from = "-Dlambda-image.from=${other.authority()}/lambda/java:17.al2023".toString()
    assert !loads(from, 'lambda-image:build')
    assert !loads(from, push, "-Dlambda-image.repository=${other.authority()}/greeting".toString())
    assert loads(from, push, '-Dlambda-image.tags=latest')
}
return true
