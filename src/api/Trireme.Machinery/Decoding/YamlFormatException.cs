namespace Trireme.Machinery.Decoding;

/// <summary>A YAML document cannot be read. The message names the line.</summary>
public sealed class YamlFormatException(string message) : FormatException("error converting YAML to JSON: yaml: " + message);
