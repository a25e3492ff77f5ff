using System.Runtime.InteropServices;
using System.Text.Json;

namespace Trireme.Server.Discovery;

/// <summary>What /version says: the Kubernetes version that the server speaks, with its own behind the plus.</summary>
internal static class VersionDocument
{
    /// <summary>The major version of Kubernetes.</summary>
    public const string Major = "1";

    /// <summary>The minor version of Kubernetes.</summary>
    public const string Minor = "36";

    /// <summary>Such as <c>v1.36.0+trireme.0.1.0</c>.</summary>
    public static string GitVersion { get; } = $"v{Major}.{Minor}.0+trireme.{typeof(VersionDocument).Assembly.GetName().Version!.ToString(3)}";

    /// <summary>The document.</summary>
    public static ReadOnlyMemory<byte> Json { get; } = Build();

    private static byte[] Build()
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteString("major"u8, Major);
            writer.WriteString("minor"u8, Minor);
            writer.WriteString("emulationMajor"u8, Major);
            writer.WriteString("emulationMinor"u8, Minor);
            writer.WriteString("minCompatibilityMajor"u8, Major);
            writer.WriteString("minCompatibilityMinor"u8, "35"u8);
            writer.WriteString("gitVersion"u8, GitVersion);
            writer.WriteString("gitCommit"u8, ""u8);
            writer.WriteString("gitTreeState"u8, "clean"u8);
            writer.WriteString("buildDate"u8, "1970-01-01T00:00:00Z"u8);
            writer.WriteString("goVersion"u8, ""u8);
            writer.WriteString("compiler"u8, RuntimeInformation.FrameworkDescription);
            writer.WriteString("platform"u8, $"linux/{RuntimeInformation.ProcessArchitecture switch { Architecture.X64 => "amd64", Architecture.Arm64 => "arm64", var other => other.ToString().ToLowerInvariant() }}");
            writer.WriteEndObject();
        }
        return buffer.ToArray();
    }
}
