using System.Text;
using Trireme.Client.Transport;
using Xunit;

namespace Trireme.Tests.Integration.Server;

/// <summary>Bad input, over both transports: each is refused with a Status, and with the same one.</summary>
public sealed class RefusalTests(SharedCluster shared) : IClassFixture<SharedCluster>
{
    private const string Maps = "/api/v1/namespaces/default/configmaps";

    [Theory]
    [InlineData("POST", Maps, "text/plain", "hello", 415, "UnsupportedMediaType")]
    [InlineData("POST", Maps, "application/json", "{", 400, "BadRequest")]
    [InlineData("POST", Maps, "application/yaml", "a: [", 400, "BadRequest")]
    [InlineData("POST", Maps, "application/json", """{"kind":"Secret","apiVersion":"v1","metadata":{"name":"a"}}""", 400, "BadRequest")]
    [InlineData("POST", Maps, "application/json", """{"metadata":{"name":"a","namespace":"other"}}""", 400, "BadRequest")]
    [InlineData("POST", Maps, "application/json", """{"metadata":{"name":"a","resourceVersion":"1"}}""", 400, "BadRequest")]
    [InlineData("POST", Maps + "?dryRun=Some", "application/json", """{"metadata":{"name":"a"}}""", 422, "Invalid")]
    [InlineData("POST", "/api/v1/configmaps", "application/json", """{"metadata":{"name":"a"}}""", 405, "MethodNotAllowed")]
    [InlineData("PATCH", Maps + "/a", "application/json", "{}", 415, "UnsupportedMediaType")]
    [InlineData("PATCH", Maps + "/a", "application/apply-patch+yaml", "{}", 422, "Invalid")]
    [InlineData("PATCH", Maps + "/a?force=true", "application/merge-patch+json", "{}", 422, "Invalid")]
    [InlineData("DELETE", Maps + "/a", "application/yaml", "a: [", 400, "BadRequest")]
    [InlineData("DELETE", Maps + "/a", "application/json", """{"propagationPolicy":"Sometimes"}""", 422, "Invalid")]
    [InlineData("GET", Maps + "?limit=x", "application/json", "", 400, "BadRequest")]
    [InlineData("GET", Maps + "?continue=x", "application/json", "", 400, "BadRequest")]
    [InlineData("GET", Maps + "?resourceVersion=x", "application/json", "", 400, "BadRequest")]
    [InlineData("GET", "/apis/nobody.example/v1/things", "application/json", "", 404, "NotFound")]
    public async Task BadInput_IsRefusedWithAStatus(string method, string path, string type, string body, int code, string reason)
    {
        var inside = await SendAsync(shared.InProcess, method, path, type, Encoding.UTF8.GetBytes(body));
        var outside = await SendAsync(shared.Https, method, path, type, Encoding.UTF8.GetBytes(body));
        Assert.Equal(code, outside.Code);
        Assert.Contains($"\"reason\":\"{reason}\"", outside.Body);
        Assert.Equal(outside, inside);
    }

    [Fact]
    public async Task Body_TooLarge_Is413()
    {
        var body = Encoding.UTF8.GetBytes("{\"metadata\":{\"name\":\"big\"},\"data\":{\"k\":\"" + new string('x', 4 << 20) + "\"}}");
        foreach (var transport in new[] { shared.InProcess, shared.Https })
        {
            var answer = await SendAsync(transport, "POST", Maps, "application/json", body);
            Assert.Equal(413, answer.Code);
            Assert.Contains("Request entity too large: limit is 3145728", answer.Body);
        }
    }

    [Fact]
    public async Task Accept_NothingThatCanBeServed_Is406()
    {
        await using var response = await shared.Https.SendAsync(
            new ApiRequest("GET", "/api/v1/namespaces/default") { Accept = "image/png" }, TestContext.Current.CancellationToken);
        Assert.Equal(406, response.StatusCode);
    }

    private static async Task<(int Code, string Body)> SendAsync(IApiTransport transport, string method, string path, string type, byte[] body)
    {
        await using var response = await transport.SendAsync(
            new ApiRequest(method, path) { Body = body, ContentType = type }, TestContext.Current.CancellationToken);
        using var reader = new StreamReader(response.Body);
        return (response.StatusCode, await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
    }
}
