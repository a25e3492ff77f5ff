using System.Text.Json.Nodes;
using Trireme.Machinery.Schema;

namespace Trireme.Server.Auth.Policy;

/// <summary>A default role or binding that must be written.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Namespace">Its namespace; empty for none.</param>
/// <param name="Name">Its name.</param>
/// <param name="Object">What is to be stored: with the UID and resource version of the present one, unless that must go first.</param>
/// <param name="Action">How to write it.</param>
internal sealed record PolicyChange(KindInfo Kind, string Namespace, string Name, JsonObject Object, PolicyAction Action);
