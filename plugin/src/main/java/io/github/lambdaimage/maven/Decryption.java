package io.github.lambdaimage.maven;

import io.github.lambdaimage.message.LambdaImageException;
import org.apache.maven.settings.building.SettingsProblem;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;

/** Checks whether Maven could decrypt the passwords in settings.xml. */
final class Decryption {

  private Decryption() {}

  /**
   * Refuses a password that stayed encrypted.
   *
   * @param where the element of settings.xml that has it
   */
  static void check(SettingsDecryptionResult result, String where) throws LambdaImageException {
    for (SettingsProblem problem : result.getProblems()) {
      if (problem.getSeverity() != SettingsProblem.Severity.WARNING) {
        throw new LambdaImageException(
            "The password of the %s in settings.xml cannot be decrypted: %s. Encrypt it anew with 'mvn --encrypt-password', with the master password of this machine."
                .formatted(where, problem.getMessage()),
            problem.getException());
      }
    }
  }
}
