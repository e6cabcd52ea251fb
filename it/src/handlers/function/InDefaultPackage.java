/** Lies in the task root itself. */
public class InDefaultPackage {
  public String handle() {
    return "default package";
  }
}
