import io.github.lambdaimage.it.maven.ItProject

ItProject.start(basedir, context)
context.userProperties.setProperty('lambda-image.tags', '1.0,latest')
return true
