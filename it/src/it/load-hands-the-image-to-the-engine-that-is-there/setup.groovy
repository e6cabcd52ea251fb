import io.github.lambdaimage.it.maven.ItProject
import io.github.lambdaimage.standin.image.OtherBase

def project = ItProject.start(basedir, context)
new OtherBase().withJava('17.0.17').putSingle(project.registry().repository('jre'), '17')
context.userProperties.setProperty('lambda-image.tags', '1.0,latest')
return true
