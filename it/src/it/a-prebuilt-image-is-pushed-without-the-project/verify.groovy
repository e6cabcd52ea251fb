import io.github.lambdaimage.it.maven.ItProject
import java.nio.file.Files

try (ItProject project = ItProject.of(context)) {
    def built = project.imageJson()

    // The job that pushes has the POM and the image. What else lies there, it must not look at.
    def job = project.copyTo('job', 'pom.xml', 'target/lambda-image')
    def pom = job.resolve('pom.xml').toFile()
    pom.text = pom.text.replace('<artifactId>jspecify</artifactId>', '<artifactId>not-to-be-had</artifactId>')
    Files.createDirectories(job.resolve('src/main/java'))
    job.resolve('src/main/java/Broken.java').toFile().text = 'this does not compile'
    project.registry().forgetRequests()
    def push = project.maven(project.child(), job, 'lambda-image:push-prebuilt')
    assert push.isSuccess()

    def image = project.image('1.0')
    assert image.digest() == built.get('digest').asText()
    def uri = "${project.destination()}@${image.digest()}"
    assert project.imageJson('job').get('imageUri').asText() == uri
    assert push.log().findAll { it.startsWith('[INFO] ') && !it.contains('---') && it.contains('sha256:') }.last() ==
        '[INFO] ' + uri
    assert !Files.exists(job.resolve('target/classes'))
    assert job.resolve('target').toFile().list().toList() == ['lambda-image']

    // Not even the base's tag is asked for.
    assert project.registry().requests('GET', '/v2/lambda/java/manifests/.*').isEmpty()
    assert project.registry().requests('HEAD', '/v2/lambda/java/manifests/.*').isEmpty()

    // Not even a POM is needed by whoever says where to.
    def bare = project.copyTo('bare', 'target/lambda-image')
    def version = (pom.text =~ '(?s)lambda-image-maven-plugin</artifactId>\\s*<version>(.*?)</version>')[0][1]
    def goal = "io.github.lambdaimage:lambda-image-maven-plugin:${version}:push-prebuilt".toString()
    assert project.maven(project.child(), bare, goal, '-Dlambda-image.tags=bare').isSuccess()
    assert project.image('bare').digest() == image.digest()
    assert bare.toFile().list().toList() == ['target']
    def nowhere = project.maven(project.child(), bare, goal, '-Dlambda-image.repository=standalone-pom')
    assert !nowhere.isSuccess()
    assert nowhere.says('There is no pom.xml here that names the image.')

    // Half an image is not published.
    Files.list(job.resolve('target/lambda-image/blobs/sha256')).withCloseable { it.findFirst().get().toFile().delete() }
    def broken = project.maven(project.child(), job, 'lambda-image:push-prebuilt', '-Dlambda-image.tags=broken')
    assert !broken.isSuccess()
    assert broken.says("Run 'mvn lambda-image:build'")
    assert !project.pushed().tags().containsKey('broken')
}
return true
