import io.github.lambdaimage.it.maven.ItProject
import io.github.lambdaimage.standin.ecr.EcrServer
import io.github.lambdaimage.standin.faults.Faults

context.faults = new Faults()
ItProject.startEcr(basedir, context, EcrServer.builder().behind(context.faults))
return true
