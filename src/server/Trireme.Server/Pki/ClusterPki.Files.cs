using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Trireme.Server.Auth;

namespace Trireme.Server.Pki;

/// <summary>
/// Reading and making the files. A key is always written before its certificate and never changed afterwards, so a crash between the two
/// leaves a key alone, from which the certificate is made at the next start. All other mismatches are somebody's doing and are reported.
/// </summary>
public sealed partial class ClusterPki
{
    private const string AuthorityName = "ca";
    private const string ServingName = "apiserver";
    private const string KubeletClientName = "apiserver-kubelet-client";
    private const string TokenKeyFile = "sa.key";
    private const string TokenPublicFile = "sa.pub";
    private const int TokenKeyBits = 2048;

    private static CertificateAuthority LoadAuthority(PkiFolder folder, TimeProvider time)
    {
        var certificatePath = folder.Path(AuthorityName + ".crt");
        var keyPath = folder.Path(AuthorityName + ".key");
        var advice = $"restore {certificatePath} and {keyPath} from a backup, or move the folder away to start with a new authority (nodes and kubeconfig files must then be made anew)";
        var certificatePem = folder.Read(AuthorityName + ".crt", secret: false);
        var keyPem = folder.Read(AuthorityName + ".key", secret: true);
        if (certificatePem is not null && keyPem is null)
            throw new PkiException($"{keyPath} is missing though {certificatePath} is there: {advice}");

        var key = keyPem is null ? NewKey() : ParseKey(keyPem, keyPath, advice);
        if (keyPem is null)
            folder.Write(AuthorityName + ".key", key.ExportPkcs8PrivateKeyPem() + "\n", secret: true);
        if (certificatePem is null)
        {
            var made = CertificateAuthority.SelfSign(key, time);
            folder.Write(AuthorityName + ".crt", made.ExportCertificatePem() + "\n", secret: false);
            return new CertificateAuthority(made, key, time);
        }

        var certificate = ParseCertificate(certificatePem, certificatePath, advice);
        if (!Fits(certificate, key))
            throw new PkiException($"{certificatePath} and {keyPath} do not belong together: {advice}");
        if (new DateTimeOffset(certificate.NotAfter.ToUniversalTime()) <= time.GetUtcNow())
            throw new PkiException($"{certificatePath} has expired on {certificate.NotAfter.ToUniversalTime():yyyy-MM-dd}: delete it to sign a new one with the same key, then hand out new kubeconfig files");
        return new CertificateAuthority(certificate, key, time);
    }

    private static ServiceAccountKey LoadServiceAccountKey(PkiFolder folder)
    {
        var path = folder.Path(TokenKeyFile);
        var pem = folder.Read(TokenKeyFile, secret: true);
        var key = RSA.Create(TokenKeyBits);
        if (pem is null)
        {
            folder.Write(TokenKeyFile, key.ExportPkcs8PrivateKeyPem() + "\n", secret: true);
        }
        else
        {
            try
            {
                key.ImportFromPem(pem);
                key.ExportParameters(includePrivateParameters: true);
            }
            catch (Exception error) when (error is ArgumentException or CryptographicException)
            {
                throw new PkiException($"{path} is not a private RSA key in PEM: restore it from a backup, or delete it to make a new one (all service-account tokens must then be renewed)", error);
            }
        }
        if (folder.Read(TokenPublicFile, secret: false) != key.ExportSubjectPublicKeyInfoPem() + "\n")
            folder.Write(TokenPublicFile, key.ExportSubjectPublicKeyInfoPem() + "\n", secret: false);
        return new ServiceAccountKey(key);
    }

    private X509Certificate2 LoadServing() => LoadLeaf(
        ServingName,
        certificate => SubjectNames.Of(certificate).SameAs(_names),
        key => _authority.SignServing(key, "kube-apiserver", [], _names, ServingLifetime));

    private X509Certificate2 LoadKubeletClient() => LoadLeaf(
        KubeletClientName,
        _ => true,
        key => _authority.SignClient(key, "kube-apiserver-kubelet-client", [UserInfo.Masters], ServingLifetime));

    /// <summary>Loads a certificate with its key; signs a new one where it is missing, near its end, from another authority or no longer right.</summary>
    private X509Certificate2 LoadLeaf(string name, Func<X509Certificate2, bool> isRight, Func<PublicKey, X509Certificate2> sign)
    {
        var certificatePath = _folder.Path(name + ".crt");
        var keyPath = _folder.Path(name + ".key");
        var advice = $"delete {certificatePath} and {keyPath} to have new ones made";
        var keyPem = _folder.Read(name + ".key", secret: true);
        var certificatePem = _folder.Read(name + ".crt", secret: false);
        if (certificatePem is not null && keyPem is null)
            throw new PkiException($"{keyPath} is missing though {certificatePath} is there: {advice}");

        using var key = keyPem is null ? NewKey() : ParseKey(keyPem, keyPath, advice);
        if (keyPem is null)
            _folder.Write(name + ".key", key.ExportPkcs8PrivateKeyPem() + "\n", secret: true);
        if (certificatePem is not null)
        {
            using var stored = ParseCertificate(certificatePem, certificatePath, advice);
            if (!Fits(stored, key))
                throw new PkiException($"{certificatePath} and {keyPath} do not belong together: {advice}");
            if (!NearEnd(stored) && isRight(stored) && IsOurs(stored))
                return stored.CopyWithPrivateKey(key);
        }
        using var signed = sign(new PublicKey(key));
        _folder.Write(name + ".crt", signed.ExportCertificatePem() + "\n", secret: false);
        return signed.CopyWithPrivateKey(key);
    }

    private bool IsOurs(X509Certificate2 certificate)
    {
        using var chain = ClientCertificateChain.New(_authority.Certificate, _time.GetUtcNow());
        return chain.Build(certificate);
    }

    private static bool Fits(X509Certificate2 certificate, ECDsa key) =>
        certificate.PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(key.ExportSubjectPublicKeyInfo());

    private static ECDsa ParseKey(string pem, string path, string advice)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            key.ExportParameters(includePrivateParameters: true);
            return key;
        }
        catch (Exception error) when (error is ArgumentException or CryptographicException)
        {
            key.Dispose();
            throw new PkiException($"{path} is not a private EC key in PEM: {advice}", error);
        }
    }

    private static X509Certificate2 ParseCertificate(string pem, string path, string advice)
    {
        try
        {
            return X509Certificate2.CreateFromPem(pem);
        }
        catch (Exception error) when (error is ArgumentException or CryptographicException)
        {
            throw new PkiException($"{path} is not a certificate in PEM: {advice}", error);
        }
    }
}
