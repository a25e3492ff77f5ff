using System.Security.Cryptography;
using System.Text.Json;

namespace Trireme.Node.Cri.Images;

/// <summary>The JSON documents of an OCI image. Source: OCI image specification 1.0.</summary>
internal static class OciManifests
{
    internal const string LayerType = "application/vnd.oci.image.layer.v1.tar";
    internal const string ContainerdName = "io.containerd.image.name";
    internal const string ReferenceName = "org.opencontainers.image.ref.name";
    private const string ConfigType = "application/vnd.oci.image.config.v1+json";
    private const string ManifestType = "application/vnd.oci.image.manifest.v1+json";
    private const string IndexType = "application/vnd.oci.image.index.v1+json";

    internal static byte[] Layout { get; } = "{\"imageLayoutVersion\":\"1.0.0\"}"u8.ToArray();

    internal static OciBlob Config(OciImageConfig config, string architecture, List<OciBlob> layers) => Blob(ConfigType, json =>
    {
        json.WriteString("created", "1970-01-01T00:00:00Z");
        json.WriteString("architecture", architecture);
        json.WriteString("os", "linux");
        json.WriteStartObject("config");
        WriteOptional(json, "User", config.User);
        WriteSet(json, "ExposedPorts", config.ExposedPorts);
        WriteList(json, "Env", config.Environment);
        WriteList(json, "Entrypoint", config.Entrypoint);
        WriteList(json, "Cmd", config.Command);
        WriteOptional(json, "WorkingDir", config.WorkingDirectory);
        WriteOptional(json, "StopSignal", config.StopSignal);
        if (config.Labels.Count > 0)
        {
            json.WriteStartObject("Labels");
            foreach (var (key, value) in config.Labels)
                json.WriteString(key, value);
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteStartObject("rootfs");
        json.WriteString("type", "layers");
        json.WriteStartArray("diff_ids");
        foreach (var layer in layers)
            json.WriteStringValue("sha256:" + layer.Digest);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    internal static OciBlob Manifest(OciBlob config, List<OciBlob> layers) => Blob(ManifestType, json =>
    {
        json.WriteNumber("schemaVersion", 2);
        json.WriteString("mediaType", ManifestType);
        json.WritePropertyName("config");
        WriteDescriptor(json, config);
        json.WriteStartArray("layers");
        foreach (var layer in layers)
            WriteDescriptor(json, layer);
        json.WriteEndArray();
    });

    internal static byte[] Index(OciBlob manifest, List<string> names, string architecture) => Write(json =>
    {
        json.WriteNumber("schemaVersion", 2);
        json.WriteString("mediaType", IndexType);
        json.WriteStartArray("manifests");
        foreach (var name in names)
        {
            json.WriteStartObject();
            WriteDescriptorFields(json, manifest);
            json.WriteStartObject("platform");
            json.WriteString("architecture", architecture);
            json.WriteString("os", "linux");
            json.WriteEndObject();
            json.WriteStartObject("annotations");
            json.WriteString(ContainerdName, name);
            json.WriteString(ReferenceName, ImageReference.TagOf(name));
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    private static OciBlob Blob(string mediaType, Action<Utf8JsonWriter> write)
    {
        var bytes = Write(write);
        return new(mediaType, Convert.ToHexStringLower(SHA256.HashData(bytes)), bytes.Length, () => new MemoryStream(bytes, writable: false));
    }

    private static byte[] Write(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }
        return stream.ToArray();
    }

    private static void WriteDescriptor(Utf8JsonWriter json, OciBlob blob)
    {
        json.WriteStartObject();
        WriteDescriptorFields(json, blob);
        json.WriteEndObject();
    }

    private static void WriteDescriptorFields(Utf8JsonWriter json, OciBlob blob)
    {
        json.WriteString("mediaType", blob.MediaType);
        json.WriteString("digest", "sha256:" + blob.Digest);
        json.WriteNumber("size", blob.Size);
    }

    private static void WriteOptional(Utf8JsonWriter json, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            json.WriteString(name, value);
    }

    private static void WriteList(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        if (values.Count == 0)
            return;
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private static void WriteSet(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        if (values.Count == 0)
            return;
        json.WriteStartObject(name);
        foreach (var value in values)
        {
            json.WriteStartObject(value);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }
}
