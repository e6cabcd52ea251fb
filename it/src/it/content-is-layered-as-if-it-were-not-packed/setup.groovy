import io.github.lambdaimage.it.maven.ItProject
import io.github.lambdaimage.standin.image.LambdaBase

def project = ItProject.start(basedir, context)
LambdaBase.java(17).putIndex(project.registry().repository('lambda/provided'), 'al2023')
return true
