using System.Buffers.Binary;
using System.Text;
using System.Text.Json.Nodes;
using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Client.Transport;
using Trireme.Machinery.Decoding;
using Trireme.Machinery.Protobuf;
using Trireme.Machinery.Schema;
using Xunit;

namespace Trireme.Tests.Integration.Server;

public sealed class ProtobufTests(SharedCluster shared) : IClassFixture<SharedCluster>
{
    private const string Maps = "/api/v1/namespaces/default/configmaps";
    private static readonly KindInfo Map = KindRegistry.BuiltIn.FindKind("", "v1", "ConfigMap")!;
    private static readonly SchemaNode StatusSchema = SchemaBuilder.For(typeof(Status));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Create_Protobuf_IsStoredAndAnsweredInProtobuf()
    {
        var (code, type, body) = await SendAsync("POST", Maps, Encode("made"));
        Assert.Equal((201, KubernetesProtobuf.MediaType), (code, type));
        var made = Decode(body);
        Assert.Equal("v", (string?)made["data"]!["k"]);
        Assert.NotNull(made["metadata"]!["uid"]);

        var read = (await shared.Cluster.Client.Resource<ConfigMap>("default").GetAsync("made")).Require();
        Assert.Equal((string?)made["metadata"]!["uid"], read.Metadata.Uid);
        (code, _, body) = await SendAsync("GET", Maps + "/made");
        Assert.Equal(200, code);
        Assert.True(JsonNode.DeepEquals(made, Decode(body)));
    }

    [Fact]
    public async Task Get_Missing_IsStatusInProtobuf()
    {
        var (code, type, body) = await SendAsync("GET", Maps + "/nowhere");
        Assert.Equal((404, KubernetesProtobuf.MediaType), (code, type));
        Assert.True(KubernetesProtobuf.TryRead(body, StatusSchema, out var status, out _));
        Assert.Equal("configmaps \"nowhere\" not found", (string?)status["message"]);
        Assert.Equal("Failure", (string?)status["status"]);
        Assert.Equal(404, (int?)status["code"]);
    }

    [Fact]
    public async Task Create_Malformed_IsBadRequest()
    {
        var (code, _, body) = await SendAsync("POST", Maps, "k8s\0\n"u8.ToArray(), accept: "application/json");
        Assert.Equal(400, code);
        Assert.Equal(
            "the object provided is unrecognized (must be of type ConfigMap): unexpected EOF (6b3873000a)",
            (string?)JsonNode.Parse(body)!["message"]);
    }

    [Fact]
    public async Task List_Protobuf_HasItemsAndVersion()
    {
        await SendAsync("POST", Maps, Encode("listed"));
        var (code, type, body) = await SendAsync("GET", Maps + "?fieldSelector=metadata.name=listed");
        Assert.Equal((200, KubernetesProtobuf.MediaType), (code, type));
        var list = ReadList(body);
        Assert.NotEqual("", (string?)list["metadata"]!["resourceVersion"]);
        Assert.Equal("listed", (string?)Assert.Single(list["items"]!.AsArray())!["metadata"]!["name"]);
    }

    [Fact]
    public async Task List_MetadataInProtobuf_HasNoData()
    {
        await SendAsync("POST", Maps, Encode("partial"));
        var (code, _, body) = await SendAsync(
            "GET", Maps + "?fieldSelector=metadata.name=partial", accept: KubernetesProtobuf.MediaType + ";as=PartialObjectMetadataList;g=meta.k8s.io;v=v1");
        Assert.Equal(200, code);
        Assert.Contains("PartialObjectMetadataList", Encoding.UTF8.GetString(body), StringComparison.Ordinal);
        var item = Assert.Single(ReadList(body)["items"]!.AsArray())!.AsObject();
        Assert.Equal(["metadata"], item.Select(pair => pair.Key));
    }

    [Fact]
    public async Task Accept_TableInProtobuf_FallsBackToJson()
    {
        var (code, type, body) = await SendAsync(
            "GET", Maps, accept: KubernetesProtobuf.MediaType + ";as=Table;g=meta.k8s.io;v=v1,application/json;as=Table;g=meta.k8s.io;v=v1");
        Assert.Equal((200, "application/json"), (code, type));
        Assert.Equal("Table", (string?)JsonNode.Parse(body)!["kind"]);
    }

    [Fact]
    public async Task Delete_OptionsInProtobuf_AreObeyed()
    {
        await SendAsync("POST", Maps, Encode("deleted"));
        var options = new System.Buffers.ArrayBufferWriter<byte>();
        KubernetesProtobuf.WriteObject(
            options, SchemaBuilder.For(typeof(DeleteOptions)), "v1", "DeleteOptions", """{"preconditions":{"uid":"another"}}"""u8);
        var (code, _, _) = await SendAsync("DELETE", Maps + "/deleted", options.WrittenMemory);
        Assert.Equal(409, code);
        (code, _, _) = await SendAsync("DELETE", Maps + "/deleted", "nonsense"u8.ToArray());
        Assert.Equal(400, code);
    }

    [Fact]
    public async Task Watch_Protobuf_IsFramesWithEvents()
    {
        await SendAsync("POST", Maps, Encode("watched"));
        await using var response = await shared.InProcess.SendAsync( // the one that shows the type's parameters
            new ApiRequest("GET", Maps + "?watch=true&fieldSelector=metadata.name=watched") { Accept = KubernetesProtobuf.MediaType }, Token);
        Assert.Equal(KubernetesProtobuf.StreamMediaType, response.ContentType);
        var (type, body) = await ReadEventAsync(response.Body);
        Assert.Equal("ADDED", type);
        Assert.Equal("watched", (string?)Decode(body)["metadata"]!["name"]);
        await SendAsync("DELETE", Maps + "/watched");
        (type, body) = await ReadEventAsync(response.Body);
        Assert.Equal("DELETED", type);
        Assert.Equal("v", (string?)Decode(body)["data"]!["k"]);
    }

    private static async Task<(string Type, byte[] Body)> ReadEventAsync(Stream stream)
    {
        var length = new byte[4];
        await stream.ReadExactlyAsync(length, Token);
        var frame = new byte[BinaryPrimitives.ReadInt32BigEndian(length)];
        await stream.ReadExactlyAsync(frame, Token);
        return Event(frame);
    }

    private static (string Type, byte[] Body) Event(byte[] frame)
    {
        var type = "";
        byte[] body = [];
        var reader = new WireReader(frame);
        while (reader.TryReadTag("WatchEvent", out var number, out _))
        {
            if (number == 1)
                type = Encoding.UTF8.GetString(reader.ReadBytes());
            else
                body = Nested(reader.ReadBytes());
        }
        return (type, body);
    }

    private static byte[] Nested(ReadOnlySpan<byte> extension)
    {
        var reader = new WireReader(extension);
        Assert.True(reader.TryReadTag("RawExtension", out var number, out _));
        Assert.Equal(1, number);
        return reader.ReadBytes().ToArray();
    }

    private static JsonObject ReadList(byte[] body)
    {
        var list = new JsonObject();
        var items = new JsonArray();
        list["items"] = items;
        var reader = new WireReader(ProtobufEnvelope.Open(body).Raw);
        while (reader.TryReadTag("List", out var number, out _))
        {
            if (number == 1)
                list["metadata"] = new ProtobufDecoder().Read(SchemaBuilder.For(typeof(ListMeta)), reader.ReadBytes());
            else
                items.Add(new ProtobufDecoder().Read(Map.Schema, reader.ReadBytes()));
        }
        return list;
    }

    private static ReadOnlyMemory<byte> Encode(string name)
    {
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        var json = new JsonObject { ["metadata"] = new JsonObject { ["name"] = name }, ["data"] = new JsonObject { ["k"] = "v" } };
        KubernetesProtobuf.WriteObject(output, Map.Schema, "v1", "ConfigMap", Encoding.UTF8.GetBytes(json.ToJsonString()));
        return output.WrittenMemory;
    }

    private static JsonObject Decode(byte[] body)
    {
        var decoded = ObjectDecoder.Decode(body, BodyFormat.Protobuf, Map, FieldValidation.Strict, []);
        Assert.Null(decoded.Error);
        return decoded.Object!;
    }

    private async Task<(int Code, string Type, byte[] Body)> SendAsync(
        string method, string path, ReadOnlyMemory<byte> body = default, string accept = KubernetesProtobuf.MediaType)
    {
        await using var response = await shared.Https.SendAsync(
            new ApiRequest(method, path) { Body = body, ContentType = KubernetesProtobuf.MediaType, Accept = accept }, Token);
        using var copy = new MemoryStream();
        await response.Body.CopyToAsync(copy, Token);
        return (response.StatusCode, response.ContentType, copy.ToArray());
    }
}
