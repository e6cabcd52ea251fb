import io.github.lambdaimage.it.maven.ItProject
import io.github.lambdaimage.standin.image.LambdaBase
import io.github.lambdaimage.standin.image.OtherBase

def project = ItProject.start(basedir, context)
LambdaBase.java(8).putIndex(project.registry().repository(ItProject.BASE), '8.al2023')
LambdaBase.java(17).putIndex(project.registry().repository('lambda/provided'), 'al2023')
LambdaBase.java(8).putIndex(project.registry().repository('platform/functions'), '7')
def bases = project.registry().repository('jre')
new OtherBase().putSingle(bases, 'nothing')
new OtherBase().withJava('17.0.17').withLink('opt/start', 'java/openjdk/bin/java')
    .withEntrypoint('/opt/start').withWorkingDirectory('/var/task').putSingle(bases, 'link')
new OtherBase().withJava('17.0.17').withEntrypoint('java', '-jar').withWorkingDirectory('/app')
    .putSingle(bases, 'relative')
new OtherBase().withJava('17.0.17').withEntrypoint('/opt/java/openjdk/bin/java').withWorkingDirectory('/var/task')
    .withFile('opt/aws-lambda-java-runtime-interface-client-2.9.0.jar').withLayers(160).putSingle(bases, 'layers')
return true
