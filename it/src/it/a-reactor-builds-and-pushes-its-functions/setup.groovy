import io.github.lambdaimage.it.maven.ItProject

def project = ItProject.start(basedir, context)
context.userProperties.setProperty('registry', project.registry().authority())
return true
