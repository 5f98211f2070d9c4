package rookery.server.wire;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A node's certificates and the key that fits.
record TlsIdentity(List<X509Certificate> chain, PrivateKey key) {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]*)-----END PRIVATE KEY-----");

  TlsIdentity {
    chain = List.copyOf(chain);
  }

  /// @throws ListenException with one sentence, when a file is missing, is none, or does not fit
  static TlsIdentity read(TlsFiles files) {
    List<X509Certificate> chain = chain(files.certificate());
    PrivateKey key = key(files.key(), chain.getFirst().getPublicKey().getAlgorithm());
    if (!fit(chain.getFirst(), key)) {
      throw new ListenException(
          "The key in "
              + files.key()
              + " is not that of the certificate in "
              + files.certificate()
              + ".");
    }
    return new TlsIdentity(chain, key);
  }

  /// SHA-256 of the node's own certificate, in hex: what a client pins.
  String fingerprint() {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(chain.getFirst().getEncoded());
      return HexFormat.of().formatHex(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // each JDK has it
    }
  }

  private static List<X509Certificate> chain(Path file) {
    try {
      List<X509Certificate> chain =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(bytes(file)))
              .stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (!chain.isEmpty()) {
        return chain;
      }
    } catch (CertificateException _) {
      // Said below.
    }
    throw new ListenException("The file " + file + " for tls-cert holds no certificate in PEM.");
  }

  private static PrivateKey key(Path file, String algorithm) {
    Matcher pem = KEY.matcher(new String(bytes(file), StandardCharsets.ISO_8859_1));
    if (!pem.find()) {
      throw new ListenException(
          "The file "
              + file
              + " for tls-key holds no key in PEM (PKCS #8, not encrypted):"
              + " \"openssl pkcs8 -topk8 -nodes\" makes one of others.");
    }
    try {
      byte[] der = Base64.getMimeDecoder().decode(pem.group(1));
      return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
    } catch (GeneralSecurityException | IllegalArgumentException _) {
      throw new ListenException(
          "The key in "
              + file
              + " cannot be read as one of the kind "
              + algorithm
              + ", which the"
              + " certificate has.");
    }
  }

  private static boolean fit(X509Certificate certificate, PrivateKey key) {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> key.getAlgorithm();
        };
    try {
      byte[] text = {1, 2, 3};
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(text);
      byte[] signed = signature.sign();
      signature.initVerify(certificate.getPublicKey());
      signature.update(text);
      return signature.verify(signed);
    } catch (GeneralSecurityException _) {
      return false;
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new ListenException(
          "The file " + file + " cannot be read: it is not there, or not for" + " this user.", e);
    }
  }
}
