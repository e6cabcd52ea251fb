import io.github.lambdaimage.standin.ecr.EcrServer
import io.github.lambdaimage.it.maven.ItProject

ItProject.startEcr(basedir, context, EcrServer.builder())
return true
