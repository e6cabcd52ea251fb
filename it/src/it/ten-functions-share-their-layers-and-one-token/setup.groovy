import io.github.lambdaimage.it.maven.ItProject
import io.github.lambdaimage.standin.ecr.EcrServer

def names = (1..10).collect { "greeter-${it}".toString() }
names.each { name ->
    ['pom.xml', 'src/main/java/com/example/Greeting.java'].each { path ->
        def file = new File(basedir, "${name}/${path}")
        file.parentFile.mkdirs()
        file.text = new File(basedir, "template/${path}").text.replace('NAME', name)
    }
}
def pom = new File(basedir, 'pom.xml')
pom.text = pom.text.replaceFirst('<!-- setup.groovy makes ten of the template. -->',
    names.collect { "<module>${it}</module>" }.join(''))
ItProject.startEcr(basedir, context, EcrServer.builder().mountsOnlyWhatManifestsName())
return true
