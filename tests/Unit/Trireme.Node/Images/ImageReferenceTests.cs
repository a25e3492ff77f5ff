using System.Text;
using Trireme.Api.Core.V1;
using Trireme.Node.Images;
using Xunit;

namespace Trireme.Tests.Unit.Node.Images;

public sealed class ImageReferenceTests
{
    private const string Digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("busybox", "docker.io/library/busybox:latest")]
    [InlineData("me/app:1.0", "docker.io/me/app:1.0")]
    [InlineData("localhost:5000/a/b", "localhost:5000/a/b:latest")]
    [InlineData("127.0.0.1:5000/hello:1", "127.0.0.1:5000/hello:1")]
    [InlineData("index.docker.io/nginx", "docker.io/library/nginx:latest")]
    [InlineData("reg.example.com/a__b/c-d.e@" + Digest, "reg.example.com/a__b/c-d.e@" + Digest)]
    [InlineData("a:1@" + Digest, "docker.io/library/a:1@" + Digest)]
    public void Parse_Name_IsSpelledOut(string text, string canonical) => Assert.Equal(canonical, ImageReference.Parse(text)?.Canonical);

    [Theory]
    [InlineData("")]
    [InlineData("Busybox")]
    [InlineData("a//b")]
    [InlineData("a:")]
    [InlineData("a@sha256:12")]
    [InlineData("a b")]
    [InlineData("a_")]
    [InlineData("a___b/c:tag with blank")]
    [InlineData("reg.example.com:port/a")]
    public void Parse_NoName_IsNull(string text) => Assert.Null(ImageReference.Parse(text));

    [Fact]
    public void Keyring_SeveralSecrets_MostParticularFirst()
    {
        var auth = Convert.ToBase64String("u1:p1"u8);
        var keyring = new RegistryKeyring(
        [
            Config("""{"auths":{"reg.example.com":{"auth":"AUTH"},"https://reg.example.com/team/":{"username":"u2","password":"p2"}}}""".Replace("AUTH", auth, StringComparison.Ordinal)),
            Config("""{"auths":{"*.example.com":{"username":"u3","password":"p3"},"https://index.docker.io/v1/":{"username":"hub","password":"x"}}}"""),
            Config("not json"),
        ]);
        Assert.Equal(["u2", "u1", "u3"], keyring.Find(ImageReference.Parse("reg.example.com/team/app")!).Select(c => c.Username));
        Assert.Equal(["u1", "u3"], keyring.Find(ImageReference.Parse("reg.example.com/other")!).Select(c => c.Username));
        Assert.Equal(["hub"], keyring.Find(ImageReference.Parse("nginx")!).Select(c => c.Username));
        Assert.Empty(keyring.Find(ImageReference.Parse("other.org/x")!));
    }

    private static Secret Config(string json) =>
        new() { Type = "kubernetes.io/dockerconfigjson", Data = new Dictionary<string, byte[]> { [".dockerconfigjson"] = Encoding.UTF8.GetBytes(json) } };
}
