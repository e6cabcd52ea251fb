import io.github.lambdaimage.it.maven.ItProject
import io.github.lambdaimage.standin.image.LambdaBase
import io.github.lambdaimage.standin.image.OtherBase

def project = ItProject.start(basedir, context)
LambdaBase.java(11).putIndex(project.registry().repository(ItProject.BASE), '11.al2023')
// Its java is a link, as in many: Lambda would not start that.
new OtherBase().withJava('21.0.9').withLink('bin/java', '../opt/java/openjdk/bin/java')
    .putSingle(project.registry().repository('jre'), '21')
return true
