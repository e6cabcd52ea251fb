import io.github.lambdaimage.it.maven.ItProject

ItProject.start(basedir, context)
return true
