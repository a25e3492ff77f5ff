using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Trireme.Server.Pki;
using Xunit;

namespace Trireme.Tests.Unit.Server.Pki;

public sealed class ClusterPkiTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualTimeProvider _time = new();

    private string Directory => _folder.File("pki");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void LoadOrCreate_EmptyFolder_KeysAreReadableByTheOwnerAlone()
    {
        using var pki = Load();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Directory));
        foreach (var key in System.IO.Directory.GetFiles(Directory, "*.key"))
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key));
        Assert.Equal(
            ["apiserver-kubelet-client.crt", "apiserver-kubelet-client.key", "apiserver.crt", "apiserver.key", "ca.crt", "ca.key", "sa.key", "sa.pub"],
            System.IO.Directory.GetFiles(Directory).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void LoadOrCreate_KeyOpenToOthers_IsClosed()
    {
        Load().Dispose();
        File.SetUnixFileMode(Path.Combine(Directory, "ca.key"), (UnixFileMode)0b110_100_100);
        Load().Dispose();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(Directory, "ca.key")));
    }

    [Fact]
    public void LoadOrCreate_SecondTime_NothingChanges()
    {
        using var first = Load();
        var before = Contents();
        using var second = Load();
        Assert.Equal(before, Contents());
        Assert.Equal(first.ServingCertificate.Thumbprint, second.ServingCertificate.Thumbprint);
        Assert.Equal(first.ServiceAccountKey.KeyId, second.ServiceAccountKey.KeyId);
    }

    [Fact]
    public void ServingCertificate_Names_AreThoseOfEveryCluster()
    {
        using var pki = Load(new ClusterPkiOptions { HostName = "Box", ServerNames = ["api.example.org"], ServerAddresses = [IPAddress.Parse("192.0.2.7")] });
        var names = pki.ServingCertificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().Single();
        Assert.Equal(
            ["api.example.org", "box", "kubernetes", "kubernetes.default", "kubernetes.default.svc", "kubernetes.default.svc.cluster.local", "localhost"],
            names.EnumerateDnsNames());
        Assert.Equal(["10.96.0.1", "127.0.0.1", "192.0.2.7", "::1"], names.EnumerateIPAddresses().Select(address => address.ToString()));
    }

    [Fact]
    public void LoadOrCreate_OtherNames_SignsANewServingCertificate()
    {
        Load().Dispose();
        var key = File.ReadAllText(Path.Combine(Directory, "apiserver.key"));
        using var pki = Load(new ClusterPkiOptions { HostName = "box", ServerNames = ["new.example.org"] });
        Assert.Contains("new.example.org", pki.ServingCertificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().Single().EnumerateDnsNames());
        Assert.Equal(key, File.ReadAllText(Path.Combine(Directory, "apiserver.key")));
    }

    [Fact]
    public void ServingCertificate_NearItsEnd_IsRenewedWhileRunning()
    {
        using var pki = Load();
        var first = pki.ServingCertificate;
        _time.Advance(TimeSpan.FromDays(300));
        Assert.Same(first, pki.ServingCertificate);
        _time.Advance(TimeSpan.FromDays(10));
        var second = pki.ServingCertificate;
        Assert.NotEqual(first.Thumbprint, second.Thumbprint);
        Assert.True(second.HasPrivateKey);
        Assert.True(second.NotAfter > first.NotAfter);
    }

    [Fact]
    public void ServingCertificate_CannotBeRenewed_TheOldOneStays()
    {
        using var pki = Load();
        var first = pki.ServingCertificate;
        File.WriteAllText(Path.Combine(Directory, "apiserver.crt"), "broken");
        _time.Advance(TimeSpan.FromDays(310));
        Assert.Same(first, pki.ServingCertificate);
    }

    [Theory]
    [InlineData("ca.crt", "is not a certificate in PEM")]
    [InlineData("ca.key", "is not a private EC key in PEM")]
    [InlineData("apiserver.crt", "is not a certificate in PEM")]
    [InlineData("apiserver.key", "is not a private EC key in PEM")]
    [InlineData("sa.key", "is not a private RSA key in PEM")]
    public void LoadOrCreate_DamagedFile_SaysWhatToDoInOneLine(string file, string problem)
    {
        Load().Dispose();
        File.WriteAllText(Path.Combine(Directory, file), "-----BEGIN SOMETHING-----\nAAAA\n-----END SOMETHING-----\n");
        var error = Assert.Throws<PkiException>(() => Load());
        Assert.Contains(Path.Combine(Directory, file), error.Message);
        Assert.Contains(problem, error.Message);
        Assert.DoesNotContain('\n', error.Message);
        Assert.Matches("restore|delete", error.Message);
    }

    [Theory]
    [InlineData("ca")]
    [InlineData("apiserver")]
    public void LoadOrCreate_KeyOfAnotherCertificate_IsReported(string name)
    {
        Load().Dispose();
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        File.WriteAllText(Path.Combine(Directory, name + ".key"), other.ExportPkcs8PrivateKeyPem());
        Assert.Contains("do not belong together", Assert.Throws<PkiException>(() => Load()).Message);
    }

    [Fact]
    public void LoadOrCreate_KeyWithoutCertificate_IsTakenUp()
    {
        // a crash between the two files of a pair
        Load().Dispose();
        var key = File.ReadAllText(Path.Combine(Directory, "ca.key"));
        File.Delete(Path.Combine(Directory, "ca.crt"));
        File.Delete(Path.Combine(Directory, "apiserver.crt"));
        using var pki = Load();
        Assert.Equal(key, File.ReadAllText(Path.Combine(Directory, "ca.key")));
        Assert.True(pki.ServingCertificate.HasPrivateKey);
    }

    [Fact]
    public void LoadOrCreate_AuthorityWithoutItsKey_IsReported()
    {
        Load().Dispose();
        File.Delete(Path.Combine(Directory, "ca.key"));
        Assert.Contains("ca.key is missing", Assert.Throws<PkiException>(() => Load()).Message);
    }

    [Fact]
    public void LoadOrCreate_ServingCertificateOfAnotherAuthority_IsReplaced()
    {
        Load().Dispose();
        File.Delete(Path.Combine(Directory, "ca.key"));
        File.Delete(Path.Combine(Directory, "ca.crt"));
        using var pki = Load();
        using var chain = ClientCertificateChain.New(pki.AuthorityCertificate, _time.GetUtcNow());
        Assert.True(chain.Build(pki.ServingCertificate));
    }

    [Fact]
    public void SignRequest_GoStyleSubject_KeepsSubjectAndNames()
    {
        using var pki = Load();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(TwoGroups("system:node:n1", "system:nodes", "other"), key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("n1");
        names.AddIpAddress(IPAddress.Parse("192.0.2.3"));
        request.CertificateExtensions.Add(names.Build());
        var pem = pki.SignRequest(Encoding.ASCII.GetBytes(request.CreateSigningRequestPem()), ["digital signature", "server auth"], TimeSpan.FromDays(1));
        using var certificate = X509Certificate2.CreateFromPem(pem!);
        var subject = DistinguishedName.Parse(certificate.SubjectName);
        Assert.Equal("system:node:n1", subject.CommonName);
        Assert.Equal(["other", "system:nodes"], subject.Organizations.Order(StringComparer.Ordinal));
        Assert.True(SubjectNames.Of(certificate).SameAs(new SubjectNames(["n1"], [IPAddress.Parse("192.0.2.3")])));
        Assert.Equal(["1.3.6.1.5.5.7.3.1"], certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().Single().EnhancedKeyUsages.Cast<Oid>().Select(oid => oid.Value));
    }

    [Fact]
    public void SignRequest_ForgedSignature_IsRefused()
    {
        using var pki = Load();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=x", key, HashAlgorithmName.SHA256).CreateSigningRequest();
        request[^5] ^= 1;
        Assert.Null(pki.SignRequest(request, ["client auth"], TimeSpan.FromDays(1)));
        Assert.Null(pki.SignRequest("hello"u8.ToArray(), ["client auth"], TimeSpan.FromDays(1)));
    }

    [Fact]
    public void KubeconfigWriter_Write_IsReadableByTheOwnerAlone()
    {
        using var pki = Load();
        var path = _folder.File("config");
        File.WriteAllText(path, "old");
        var client = pki.IssueClientCertificate("kubernetes-admin", ["system:masters"], TimeSpan.FromDays(365));
        KubeconfigWriter.Write(path, new Uri("https://127.0.0.1:6443"), pki.AuthorityPem, client);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.Contains("server: https://127.0.0.1:6443\n", File.ReadAllText(path));
        Assert.Single(System.IO.Directory.GetFiles(_folder.Path, "config*"));
    }

    private static X500DistinguishedName TwoGroups(string commonName, string first, string second)
    {
        // one set with two values, as Go encodes several organizations
        var writer = new System.Formats.Asn1.AsnWriter(System.Formats.Asn1.AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSetOf())
            {
                foreach (var group in new[] { first, second })
                    Pair("2.5.4.10", group);
            }
            using (writer.PushSetOf())
                Pair("2.5.4.3", commonName);
        }
        return new X500DistinguishedName(writer.Encode());

        void Pair(string oid, string value)
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(oid);
                writer.WriteCharacterString(System.Formats.Asn1.UniversalTagNumber.UTF8String, value);
            }
        }
    }

    private ClusterPki Load(ClusterPkiOptions? options = null) => TestPki.Load(Directory, options ?? new ClusterPkiOptions { HostName = "box" }, _time);

    private Dictionary<string, string> Contents() => System.IO.Directory.GetFiles(Directory).ToDictionary(file => file, File.ReadAllText);
}
